"""How this installation is set up: the environment, Django's settings, the root of the addresses."""
