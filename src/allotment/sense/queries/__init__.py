"""What pages and commands need of sense, as frozen records."""
