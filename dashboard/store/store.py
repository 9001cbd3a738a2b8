"""The store of editions: publish, withdraw, and read as of any edition or date.

Nothing is ever updated or deleted. An edition states facts, a withdrawal is a fact of its own, and every read says as
of when. Each publication and each withdrawal is one step of the store's history and raises its revision by one.

Speed: rows go in with one statement an edition; on SQLite they lie in the order of their key, on PostgreSQL the key is
their index, so one indicator is read without touching the others. ``make bench`` measures both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import pandas as pd
from sqlalchemy import Connection, Engine

from dashboard.editions.changes import ChangeCounts
from dashboard.issues import Issue
from dashboard.periods import Period, parse_period
from dashboard.store import reads, writes
from dashboard.store.engine import open_engine, place_of, reading, writing
from dashboard.store.faults import plain_faults, refusal
from dashboard.store.mail_log import MailLog
from dashboard.store.migrate import migrate
from dashboard.store.papers import PaperShelf
from dashboard.store.records import AcceptedIssue, AsOf, Edition, EditionDraft, OriginalFile, Receipt
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, ReportId

NOW = AsOf()
# What is put over a frame of figures that was read at a moment, before it is handed out.
Mask = Callable[[pd.DataFrame, AsOf], pd.DataFrame]


def open_store(url: str, *, create: bool = True) -> Store:
    """Open a store and bring its tables up to date.

    ``create`` lets a missing SQLite file and its folder be made. ``sqlite:///file:PATH?mode=ro&uri=true`` opens a file
    for reading only.

    Raises:
        StoreError: when it cannot be reached, is missing, is no store, lies on a network drive, or is of a newer
            version.
    """
    engine = open_engine(url, create=create, bring_up_to_date=migrate)
    try:
        with plain_faults(place_of(engine)):
            migrate(engine)
    except BaseException:  # an interruption too must not leave the file held
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """Editions and their figures, append-only; safe to share between threads, and between processes by its address.

    Every method raises ``StoreError`` when the database cannot be reached or refuses.
    """

    def __init__(self, engine: Engine, *, ceiling: int = reads.NO_CEILING, mask: Mask | None = None) -> None:
        self._engine = engine
        self._ceiling = ceiling
        self._mask = mask

    @property
    def place(self) -> str:
        """Name the file, or the server's address without its password."""
        return place_of(self._engine)

    def at(self, revision: int) -> Store:
        """Give the store as it was after so many publications and withdrawals: what came later is not there."""
        return Store(self._engine, ceiling=revision, mask=self._mask)

    def masked(self, mask: Mask) -> Store:
        """Give the store with ``mask`` put over every frame of figures before it is handed out.

        ``mask`` is given the frame with all its columns and the moment that it was read at, and gives as many rows.
        """
        return Store(self._engine, ceiling=self._ceiling, mask=mask)

    @property
    def papers(self) -> PaperShelf:
        """Give the papers made from the editions, all of them at whatever moment the store is read."""
        return PaperShelf(self._reading, self._writing)

    @property
    def mail(self) -> MailLog:
        """Give the log of the e-mail made from the editions."""
        return MailLog(self._reading, self._writing)

    def publish(self, draft: EditionDraft, *, recorded_at: datetime, expected_revision: int | None = None) -> Receipt:
        """Publish an edition whole, or write nothing.

        The same bytes while their edition stands give that edition's receipt and write nothing.
        ``expected_revision`` is the revision that the preview was made from.

        Raises:
            StoreError: when ``by`` is empty, or someone else published or withdrew since ``expected_revision``.
            ValueError: when ``recorded_at`` has no time zone.
        """
        if not draft.by.strip():
            raise refusal(code="name-missing", what="Say who publishes.")
        sha256 = draft.sha256 or hashlib.sha256(draft.content).hexdigest()
        with self._writing() as connection:
            if standing := reads.standing_edition_of(connection, sha256):
                return _receipt(standing.number, standing.counts, standing, already_published=True)
            revision = reads.last_revision(connection)
            if expected_revision not in (None, revision):
                what = "Someone else published or withdrew an edition meanwhile."
                raise refusal(code="store-moved", what=what)
            number = reads.last_number(connection) + 1
            step = _step(revision + 1, recorded_at, by=draft.by, reason=draft.reason)
            _write_edition(connection, draft, step, number=number, sha256=sha256)
        return _receipt(number, draft.counts, step)

    def withdraw(self, number: int, *, by: str, reason: str, recorded_at: datetime) -> Receipt:
        """Withdraw an edition: its figures fall back to the editions before, and it stays in the history.

        Raises:
            StoreError: when ``by`` or ``reason`` is empty, or the edition is unknown or already withdrawn.
            ValueError: when ``recorded_at`` has no time zone.
        """
        if not by.strip():
            raise refusal(code="name-missing", what="Say who withdraws the edition.")
        if not reason.strip():
            raise refusal(code="reason-missing", what="Say why the edition is withdrawn.")
        with self._writing() as connection:
            edition = reads.edition_by_number(connection, number)
            if gone := edition.withdrawn:
                what = f"Edition {number} was already withdrawn on {gone.recorded_at:%d/%m/%Y} by {gone.by}."
                raise refusal(code="already-withdrawn", what=what)
            step = _step(reads.last_revision(connection) + 1, recorded_at, by=by, reason=reason)
            writes.add_event(connection, step)
            writes.add_withdrawal(connection, number, step.revision)
        return _receipt(number, edition.counts, step)

    def editions(self) -> tuple[Edition, ...]:
        """List every edition by number, withdrawn ones too."""
        with self._reading() as connection:
            return reads.all_editions(connection)

    def standing_editions(
        self, as_of: AsOf = NOW, *, reports: Collection[ReportId] | None = None
    ) -> tuple[Edition, ...]:
        """List the editions that stood then, by number: those whose rows ``figures`` gives.

        One that was withdrawn later is among them, and says so. ``reports`` names the series wanted; without, all.

        Raises:
            StoreError: when ``as_of`` names an edition that does not exist.
        """
        with self._reading() as connection:
            return reads.standing_editions(connection, as_of, reports)

    def edition(self, number: int) -> Edition:
        """Give one edition; ``StoreError`` when there is none of that number."""
        with self._reading() as connection:
            return reads.edition_by_number(connection, number)

    def figures(
        self,
        *,
        as_of: AsOf = NOW,
        indicators: Collection[IndicatorId] | None = None,
        areas: Collection[AreaCode] | None = None,
        bases: Collection[Basis] | None = None,
        periods: Collection[Period] | None = None,
        reports: Collection[ReportId] | None = None,
        columns: Collection[str] | None = None,
    ) -> pd.DataFrame:
        """Read every row of every edition that stood then; which row wins is settled in ``dashboard.editions``.

        As of an edition: the store just after that edition was recorded, so later editions and later withdrawals do
        not count. As of an issue date: editions issued by then, without those withdrawn by the end of that day (UTC):
        what readers had been given. Otherwise: now.

        Columns: those of ``Observations``, then ``edition`` (int64), ``report`` (str), ``as_at`` (str, a period's
        code, empty where there is none), ``issue_number`` (int64), ``issued_on`` (str, such as 2019-11-20),
        ``filename`` (str). Rows are in the order of indicator, area, basis, period, edition. ``columns`` names those
        that are needed beside ``edition``, where a release of half a million figures is read for a few of them.

        Raises:
            StoreError: when ``as_of`` names an edition that does not exist.
        """
        read = None if self._mask else columns
        wanted = reads.Wanted(
            indicators=indicators, areas=areas, bases=bases, periods=periods, reports=reports, columns=read
        )
        with self._reading() as connection:
            found = reads.figures(connection, as_of, wanted)
        if self._mask is None:
            return found
        shown = self._mask(found, as_of)
        return shown if columns is None else shown[[name for name in shown if name in columns or name == "edition"]]

    def published_periods(
        self, indicator: IndicatorId, basis: Basis, as_of: AsOf = NOW
    ) -> list[tuple[ReportId, Period]]:
        """List the series and periods of which any figure of an indicator stood then, in one form, in any area.

        Raises:
            StoreError: when ``as_of`` names an edition that does not exist.
        """
        with self._reading() as connection:
            found = reads.published_periods(connection, as_of, indicator, basis)
        return [(ReportId(report), parse_period(code)) for report, code in found]

    def original(self, number: int) -> OriginalFile:
        """Give back the file an edition was made from; ``StoreError`` when there is no such edition."""
        with self._reading() as connection:
            return reads.original(connection, number)

    def accepted_of(self, number: int) -> tuple[AcceptedIssue, ...]:
        """Give the issues that stood when an edition was published, each with the reason why it might.

        Where a store was filled before reasons were kept for each issue, the edition's own reason stands for them all.

        Raises:
            StoreError: when there is no such edition.
        """
        with self._reading() as connection:
            return reads.accepted_of(connection, number)

    def issues_of(self, number: int) -> tuple[Issue, ...]:
        """Give the issues that stood when an edition was published; ``StoreError`` when there is no such edition."""
        return tuple(accepted.issue for accepted in self.accepted_of(number))

    def revision(self) -> int:
        """Count the publications and withdrawals so far: what a reader's cache is keyed by."""
        with self._reading() as connection:
            return reads.last_revision(connection)

    def is_empty(self) -> bool:
        """Tell whether nothing was ever published."""
        return self.revision() == 0

    def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_faults(self.place), reading(self._engine) as connection:
            yield connection.execution_options(**{reads.CEILING: self._ceiling})

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._ceiling != reads.NO_CEILING:
            raise ValueError("a store read as it was at a revision is not written to")
        with plain_faults(self.place), writing(self._engine) as connection:
            yield connection


def _step(revision: int, recorded_at: datetime, *, by: str, reason: str) -> writes.Event:
    if recorded_at.utcoffset() is None:
        raise ValueError("recorded_at needs its time zone")
    return writes.Event(revision=revision, recorded_at=recorded_at.astimezone(UTC), by=by, reason=reason)


def _write_edition(
    connection: Connection, draft: EditionDraft, step: writes.Event, *, number: int, sha256: str
) -> None:
    writes.add_event(connection, step)
    writes.add_file(connection, sha256, draft.content)
    writes.add_edition(connection, draft, number=number, revision=step.revision, sha256=sha256)
    writes.add_observations(connection, number, draft.observations)
    writes.add_accepted_issues(connection, number, draft.accepted)


def _receipt(
    number: int, counts: ChangeCounts, step: writes.Event | Edition, *, already_published: bool = False
) -> Receipt:
    return Receipt(
        edition=number,
        counts=counts,
        already_published=already_published,
        by=step.by,
        recorded_at=step.recorded_at,
        reason=step.reason,
        revision=step.revision,
    )
