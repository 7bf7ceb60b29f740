"""The door for browsers: the shell, and the pages that show several areas at once."""
