"""A consistent copy of everything, made while it runs; and back again, verified before anything is replaced.

`archive` is where to begin. Nothing is loaded here: every command looks whether somebody is at home (`locking`), and
what talks to PostgreSQL is a fifth of what a command loads.
"""
