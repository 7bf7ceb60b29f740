"""The door for terminals: the command `allotment`."""
