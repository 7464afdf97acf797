"""What emitted code stands on."""
