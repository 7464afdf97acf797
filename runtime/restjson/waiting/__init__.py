"""Waiting for what a service is about to do."""
