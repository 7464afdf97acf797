"""What a client goes by: its arguments, environment variables and files."""
