"""The ground floor: accounts, clock, errors, pages, text, search, chores."""
