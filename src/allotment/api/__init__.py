"""The door for programs: a token in the head of a request says whose it is (docs/reference/api.md)."""
