"""Requests and responses over sockets. No other room imports urllib3."""
