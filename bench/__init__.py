"""What is fast and what is fair, and how we know: scripts, one a question."""
