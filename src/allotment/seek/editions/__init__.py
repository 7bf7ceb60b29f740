"""From the database to an edition and back: gather what may be offered, let the ranking choose, keep what it chose."""
