"""The command line: the contract for scripts and for checking."""

from dashboard.cli.main import app, main

__all__ = ["app", "main"]
