"""The rows of sense, a file per noun."""
