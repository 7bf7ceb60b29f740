"""Looking at sources: retrieve, parse, decide, store."""
