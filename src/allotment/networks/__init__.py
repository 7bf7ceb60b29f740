"""Django-free clients and converters: everything that comes from or goes to the outside."""
