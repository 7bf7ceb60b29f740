"""The pages and acts of people, a file per noun."""
