"""Podcasts that were pasted as a page of somebody's list."""
