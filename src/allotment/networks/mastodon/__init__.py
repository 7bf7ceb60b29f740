"""Accounts of the fediverse: where they live, and what their feeds say."""
