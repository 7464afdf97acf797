"""An emitted package: frozen dataclasses of finished strings for each of its modules."""
