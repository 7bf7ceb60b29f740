"""The pages of sense."""
