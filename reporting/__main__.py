"""`python -m reporting` is the command `reporting`."""

from reporting.cli import main

if __name__ == "__main__":
    main()
