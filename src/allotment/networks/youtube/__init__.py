"""YouTube channels, by their feeds."""
