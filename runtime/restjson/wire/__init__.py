"""What emitted code stands on: all that it may import, besides the public names of restjson."""
