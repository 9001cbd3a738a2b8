"""What every command shares: the settings, the session, and how faults become exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer
from rich.markup import escape

from dashboard.cli.output import errors, print_issues, print_json
from dashboard.errors import DashboardError
from dashboard.intake.session import Session, open_session
from dashboard.settings import Settings, read_settings

REFUSED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CliContext:
    """The settings that the global options gave."""

    settings: Settings

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session and close its store afterwards."""
        session = open_session(self.settings)
        try:
            yield session
        finally:
            session.store.close()


def context_of(context: typer.Context) -> CliContext:
    """Give the shared context, made by the global options."""
    found = context.find_object(CliContext)
    return found if found is not None else CliContext(settings=read_settings())


@contextmanager
def plain_failures(*, as_json: bool) -> Iterator[None]:
    """Turn a dashboard error into its issues and exit code 1; nothing else is caught."""
    try:
        yield
    except DashboardError as fault:
        if as_json:
            print_json(
                {"outcome": "refuse", "message": str(fault), "issues": [issue.as_row() for issue in fault.issues]}
            )
        else:
            errors.print(f"[bold red]{escape(str(fault))}[/]")
            print_issues(issue for issue in fault.issues if issue.what not in str(fault))
        raise typer.Exit(REFUSED) from fault
