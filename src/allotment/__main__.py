"""`python -m allotment`: the same as the command `allotment`."""

from allotment.cli import main

if __name__ == "__main__":
    main()
