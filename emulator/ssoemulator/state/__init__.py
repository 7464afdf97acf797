"""What the emulator remembers, and what a test has set of it; no request is decided here."""
