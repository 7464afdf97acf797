"""Who sends a request: credentials, where they come from, and the ways to prove them."""
