"""The access portal (SSO): what each operation decides; no HTTP."""
