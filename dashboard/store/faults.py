"""Say in plain words what stops the store, under a code, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, OperationalError

from dashboard.errors import StoreError
from dashboard.issues import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """One kind of fault: its code in the table of issues, and its words with ``place`` and ``detail`` to fill in."""

    code: str
    what: str


_BUSY = _Fault(code="store-busy", what="The store {place} is busy: another publication has not finished.")
_READ_ONLY = _Fault(code="store-read-only", what="The store {place} can only be read.")
_FULL = _Fault(code="store-full", what="The disk that holds the store {place} is full.")
_UNREACHABLE = _Fault(code="store-unreachable", what="The store {place} cannot be reached: {detail}.")
_NOT_OPENED = _Fault(
    code="store-not-opened",
    what="The store {place} cannot be opened: the file or its folder is missing, or this account may not write there.",
)

# SQLite's primary result codes; extended ones begin with the same words (sqlite.org/rescode.html).
_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_CANTOPEN": _NOT_OPENED,
    "SQLITE_NOTADB": _Fault(code="store-not-ours", what="The file {place} is not a Scorecard store."),
    "SQLITE_CORRUPT": _Fault(code="store-damaged", what="The store {place} is damaged."),
    "SQLITE_IOERR": _Fault(
        code="store-disk-fault", what="The disk that holds the store {place} cannot be read or written."
    ),
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
        fault = _fault_of(error)
        if fault is None:
            raise
        raise refusal(code=fault.code, what=fault.what.format(place=place, detail=_first_line(error))) from error


def refusal(*, code: str, what: str) -> StoreError:
    """Make the error that stops work: its message says what and the remedy, its one issue carries the code."""
    issue = Issue(code=code, what=what)
    return StoreError(f"{what} {issue.remedy}", (issue,))


def _fault_of(error: DBAPIError) -> _Fault | None:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    for code, fault in _SQLITE.items():
        if name.startswith(code):
            return fault
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    return _UNREACHABLE if isinstance(error, OperationalError) and not name else None


def _first_line(error: DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else "no answer"
