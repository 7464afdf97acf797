"""SSO OIDC: what each operation and the authorization endpoint decide; no HTTP."""
