"""A small lived-in Allotment with invented people, for the pictures of the guide."""
