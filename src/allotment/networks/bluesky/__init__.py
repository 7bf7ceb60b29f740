"""Bluesky profiles, by the feeds of its web server."""
