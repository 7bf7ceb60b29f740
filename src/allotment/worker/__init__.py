"""The door for due work: walks the areas' chores, for as long as it is let."""
