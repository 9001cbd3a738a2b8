"""Say in plain words what stops the store, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from dashboard.errors import StoreError

_BUSY = (
    "The store {place} is busy: another publication has not finished. Nothing has been saved; try again in a minute."
)
_READ_ONLY = (
    "The store {place} can only be read. Nothing has been saved. Give the account that runs Scorecard the right to "
    "write it (for a file, its folder too)."
)
_FULL = "The disk that holds the store {place} is full. Nothing has been saved. Make room, then try again."
_UNREACHABLE = (
    "The store {place} cannot be reached: {detail}. Check that the database server runs and that the address, user "
    "name and password in SCORECARD_STORE are right."
)

# SQLite's primary result codes; extended ones begin with the same words (sqlite.org/rescode.html).
_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_CANTOPEN": "The store {place} cannot be opened: the file or its folder is missing, or this account may not "
    "write there. Check the path in SCORECARD_STORE.",
    "SQLITE_NOTADB": "The file {place} is not a Scorecard store. Check the path in SCORECARD_STORE.",
    "SQLITE_CORRUPT": "The store {place} is damaged. Put the latest backup of the file in its place.",
    "SQLITE_IOERR": "The disk that holds the store {place} cannot be read or written. Nothing has been saved.",
}

# PostgreSQL's SQLSTATE codes (postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRESQL = {
    "55P03": _BUSY,
    "40P01": _BUSY,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53100": _FULL,
}


@contextmanager
def plain_faults(place: str) -> Iterator[None]:
    """Turn a fault of the database that a person can mend into a ``StoreError``; let any other through."""
    try:
        yield
    except DBAPIError as error:
        template = _template_for(error)
        if template is None:
            raise
        raise StoreError(template.format(place=place, detail=_first_line(error))) from error


def _template_for(error: DBAPIError) -> str | None:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    for code, template in _SQLITE.items():
        if name.startswith(code):
            return template
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    return _UNREACHABLE if isinstance(error, OperationalError) and not name else None


def _first_line(error: DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else "no answer"
