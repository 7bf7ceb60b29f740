"""What an owner may want of seek, a file per kind of intention."""
