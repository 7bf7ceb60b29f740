"""Pages that show several areas at once; each area is asked at most once."""
