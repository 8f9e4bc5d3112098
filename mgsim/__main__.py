"""`python -m mgsim` is `mgsim`."""

from mgsim.cli import main

main()
