"""One file for the commands of one act."""
