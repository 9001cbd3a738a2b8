"""What publishing an upload would change of whether figures are news: the store's rows and the upload's, judged."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue.schema import Indicator
from dashboard.editions.changes import ChangeCounts
from dashboard.intake.preview import Preview
from dashboard.intake.session import Session
from dashboard.judge.case import Case
from dashboard.judge.clauses import STATE_WORDS
from dashboard.judge.judgement import Judgement, judge
from dashboard.judge.signal import SignalState
from dashboard.observations import Observations
from dashboard.periods import Period
from dashboard.store.records import Edition
from dashboard.views.as_of import NOW
from dashboard.views.judging.cases import Cases
from dashboard.views.judging.own_series import drawn_on
from dashboard.views.standing import stand
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Kind

_Line = tuple[Indicator, Basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalChange:
    """One signal that would not be what it is: ``old`` as it stands now, None of a series that has no figure yet.

    Either the newest month's beside the latest that stands, or the latest that stands once it is restated.
    """

    indicator: Indicator
    basis: Basis
    old: Judgement | None
    new: Judgement

    @property
    def period(self) -> Period:
        """Give the period that would be judged."""
        return self.new.case.latest.period

    @property
    def before(self) -> Period | None:
        """Give the period that the old signal is of."""
        return self.old.case.latest.period if self.old else None

    @property
    def old_state(self) -> SignalState:
        """Give the state as it stands now."""
        return self.old.signal.state if self.old else SignalState.NO_FIGURE

    @property
    def is_restated(self) -> bool:
        """Tell a past period's changed signal from the newest period's."""
        return self.period == self.before


def signal_changes(session: Session, preview: Preview) -> tuple[SignalChange, ...]:
    """List the signals of our own series that publishing would bring into or out of standing out, restated ones first.

    Nothing is listed of a file that is refused or published already: it changes nothing.

    Raises:
        StoreError: when the store cannot be read.
    """
    if preview.changes is None or preview.identity is None or preview.already is not None:
        return ()
    lines = _printed(session, preview.changes.observations)
    if not lines:
        return ()
    now, then = now_and_then(session, preview, [indicator for indicator, _ in lines])
    found = [one for line in lines for one in _of_line(now, then, line)]
    return tuple(sorted(found, key=lambda one: not one.is_restated))


def _printed(session: Session, observations: Observations) -> tuple[_Line, ...]:
    """List our own series that the upload prints, in its order."""
    frame = observations.frame
    own = frame[(frame["kind"] == str(Kind.VALUE)) & (frame["area"] == session.our_code)]
    indicators = {str(indicator.id): indicator for indicator in session.catalogue.indicators}
    keys = dict.fromkeys(zip(own["indicator"].tolist(), own["basis"].tolist(), strict=True))
    return tuple((indicators[name], Basis(basis)) for name, basis in keys if name in indicators)


def _of_line(now: Cases, then: Cases, line: _Line) -> Iterator[SignalChange]:
    """Compare the latest that stands with itself once restated, and the newest that would stand with it."""
    latest, newest = (_last(cases, line) for cases in (now, then))
    if newest is None:
        return
    old = _judged(now, line, latest)
    if latest is not None and _case(now, line, latest) != _case(then, line, latest):
        yield from _told(line, old, _judged(then, line, latest))
    if latest is None or newest.start > latest.start:
        yield from _told(line, old, _judged(then, line, newest))


def _told(line: _Line, old: Judgement | None, new: Judgement | None) -> Iterator[SignalChange]:
    """Give the change where it matters to a reader: one of the two stands out, and they are not the same."""
    if new is None:
        return
    one = SignalChange(indicator=line[0], basis=line[1], old=old, new=new)
    if one.old_state is not new.signal.state and (one.old_state in STATE_WORDS or new.signal.state in STATE_WORDS):
        yield one


def _last(cases: Cases, line: _Line) -> Period | None:
    points = cases.series(*line).points
    return points[-1].period if points else None


def _case(cases: Cases, line: _Line, period: Period | None) -> Case | None:
    return cases.case_of(*line, period, with_others=False)


def _judged(cases: Cases, line: _Line, period: Period | None) -> Judgement | None:
    case = _case(cases, line, period)
    return judge(case) if case else None


def now_and_then(session: Session, preview: Preview, printed: Collection[Indicator]) -> tuple[Cases, Cases]:
    """Gather what stands now, and what would stand with the upload's figures as rows of the edition to come.

    Both know our own figures of the measures printed, and nobody else's but those that set a target.

    Raises:
        StoreError: when the store cannot be read.
    """
    edition = _coming(session, preview)
    added = _rows_of(edition, preview.changes.observations if preview.changes else Observations.of(()))
    # Nobody else's figures bear on a signal; they only set the targets that are relative to them.
    relative = {one.id for one in printed if any(target.relative_to for target in one.targets)}
    wanted = {name for one in printed for name in drawn_on(one)}
    ours = [session.our_code]
    own, coming = session.store.figures(indicators=wanted, areas=ours), _narrowed(added, wanted, ours)
    others = session.store.figures(indicators=relative) if relative else own.iloc[:0]
    beside = _narrowed(added, relative)
    report = edition.report
    now = Cases(session, stand(session, own), as_of=NOW, report=report, figures=others)
    then = Cases(
        session,
        stand(session, _together(own, coming)),
        as_of=NOW,
        report=report,
        figures=_together(others, beside),
        editions=(*session.store.standing_editions(), edition),
    )
    return now, then


def _coming(session: Session, preview: Preview) -> Edition:
    """Give the edition that publishing would make, numbered after every other."""
    if preview.identity is None or preview.file is None:
        raise ValueError("a refused file makes no edition")
    editions, moment = session.store.editions(), session.clock()
    return Edition(
        number=max((one.number for one in editions), default=0) + 1,
        revision=preview.revision + 1,
        report=preview.identity.report.id,
        title=preview.identity.title,
        as_at=preview.identity.as_at,
        issue_number=preview.identity.issue_number,
        issued_on=preview.issued_on or moment.date(),
        recorded_at=moment,
        filename=preview.filename,
        sha256=preview.file.sha256,
        size=len(preview.file.content),
        by="",
        reason="",
        counts=preview.changes.counts if preview.changes else ChangeCounts(),
        withdrawn=None,
    )


def _rows_of(edition: Edition, observations: Observations) -> pd.DataFrame:
    """Give figures as the store would, each with what its row says of its edition."""
    return observations.frame.assign(
        edition=edition.number,
        report=str(edition.report),
        as_at=str(edition.as_at or ""),
        issue_number=edition.issue_number,
        issued_on=edition.issued_on.isoformat(),
        filename=edition.filename,
    )


def _narrowed(
    rows: pd.DataFrame, indicators: Collection[IndicatorId], areas: Collection[AreaCode] | None = None
) -> pd.DataFrame:
    chosen = rows["indicator"].isin([str(name) for name in indicators])
    return rows[chosen if areas is None else chosen & rows["area"].isin([str(area) for area in areas])]


def _together(stored: pd.DataFrame, coming: pd.DataFrame) -> pd.DataFrame:
    """Put the store's rows and the upload's into one frame, either of which may be empty."""
    filled = [rows for rows in (stored, coming) if not rows.empty]
    return pd.concat(filled, ignore_index=True) if filled else stored
