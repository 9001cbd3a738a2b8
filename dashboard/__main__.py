"""Run the command line with ``python -m dashboard``."""

from dashboard.cli import main

main()
