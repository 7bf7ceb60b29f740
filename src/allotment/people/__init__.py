"""The people one learns from and with: persons, their profiles, what happened between."""
