"""Owners: who they are, how they come in, what they wish."""
