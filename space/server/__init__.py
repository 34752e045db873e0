"""The entry point of the server."""
