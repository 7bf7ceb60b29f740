"""What an owner does to make sense of things, a file per act."""
