"""The pages that are seek's alone."""
