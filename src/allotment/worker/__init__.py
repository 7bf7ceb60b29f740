"""The door for time: walks the chores and does what is due."""
