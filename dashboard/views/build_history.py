"""Build the history page's views: the steps of the store's history, one edition, two moments compared."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from dashboard.benchmarks.neighbours import NEIGHBOUR_LISTS
from dashboard.editions.changes import ChangeCounts
from dashboard.editions.compare import Difference, FallBack, FigureChange, FigureChanges
from dashboard.editions.lean import fill_columns
from dashboard.errors import StoreError
from dashboard.formatting import format_date, plural
from dashboard.intake.history import compare_editions, edition_changes, moves_since, preview_withdrawal
from dashboard.intake.session import Session
from dashboard.observations import Observations
from dashboard.store.records import AcceptedIssue, Edition, safe_name
from dashboard.views.added_by_measure import added_by_measure
from dashboard.views.change_words import ChangeWords
from dashboard.views.history import AcceptedLine, ComparisonView, EditionView, HistoryStep
from dashboard.views.upload import AddedLine, ChangeLine
from dashboard.vocabulary import ReportId

KILOBYTE = 1024
# Of more figures added than the largest workbook holds, each measure's areas are counted, not listed.
MOST_BY_AREA = 10_000
NO_FIGURES = "no figures: a reference file"
NO_LIST = (
    "The list would no longer be used: the years it serves would be compared by the list that Scorecard had before, "
    "and averages of neighbours would change with it."
)
KEPT_COPY = (
    "A copy of the cells that were read: comments, other columns and what may be a person's details were not kept."
)


def list_steps(session: Session) -> tuple[HistoryStep, ...]:
    """List every publication and every withdrawal, the newest first."""
    steps: list[tuple[int, HistoryStep]] = []
    for edition in session.store.editions():
        steps.append((edition.revision, _publication(session, edition)))
        if edition.withdrawn is not None:
            steps.append((edition.withdrawn.revision, _withdrawal(session, edition)))
    return tuple(step for _, step in sorted(steps, key=lambda one: one[0], reverse=True))


def build_edition(session: Session, number: int) -> EditionView:
    """Say everything about one edition."""
    try:
        edition = session.store.edition(number)
    except StoreError as fault:
        return EditionView(number=number, not_found=str(fault))
    return EditionView(
        number=number,
        words=edition_words(session, edition),
        facts=_facts(session, edition),
        accepted=tuple(_accepted(one) for one in session.store.accepted_of(number)),
        filename=safe_name(edition.filename),
        file_note=KEPT_COPY if session.store.original(number).is_copy else "",
        withdrawn=_withdrawn_words(edition),
        fall_back=() if edition.withdrawn else _withdrawal_words(session, edition),
    )


def build_comparison(session: Session, first: int, second: int | None = None) -> ComparisonView:
    """Compare just after one edition with just after another; of one edition alone, say what it changed."""
    try:
        if second is None:
            return _comparison(
                session,
                edition_changes(session, first),
                f"The figures before edition {first} was published, beside those after.",
            )
        lead = f"The figures as edition {first} left them, beside those as edition {second} left them."
        return _comparison(session, compare_editions(session, first, second), lead)
    except StoreError as fault:
        return ComparisonView(not_found=str(fault))


def moved_words(session: Session, revision: int) -> str:
    """Say what others published or withdrew since a revision of the store; empty when nothing."""
    said = []
    for edition in moves_since(session, revision):
        words = edition_words(session, edition)
        if edition.revision > revision:
            said.append(f"{edition.by} published edition {edition.number} ({words}).")
        if edition.withdrawn is not None and edition.withdrawn.revision > revision:
            said.append(f"{edition.withdrawn.by} withdrew edition {edition.number} ({words}).")
    return " ".join(said)


def edition_words(session: Session, edition: Edition) -> str:
    """Name an edition by its report, month and issue."""
    report = session.catalogue.report(edition.report)
    month = f", {edition.as_at.words}" if edition.as_at and edition.report != NEIGHBOUR_LISTS else ""
    issue = f", issue {edition.issue_number}" if report else ""
    return f"{report.name if report else edition.title}{month}{issue}"


def _publication(session: Session, edition: Edition) -> HistoryStep:
    counts = edition.counts
    return HistoryStep(
        number=edition.number,
        is_withdrawal=False,
        words=edition_words(session, edition),
        when=_moment_words(edition.recorded_at),
        by=edition.by,
        reason=edition.reason,
        issued=format_date(edition.issued_on),
        file=f"{edition.filename}, {_size_words(edition.size)}",
        counts=_count_words(counts),
        accepted=len(session.store.accepted_of(edition.number)),
        state="Withdrawn" if edition.withdrawn else "",
    )


def _withdrawal(session: Session, edition: Edition) -> HistoryStep:
    gone = edition.withdrawn
    if gone is None:
        raise ValueError(f"edition {edition.number} is not withdrawn")
    return HistoryStep(
        number=edition.number,
        is_withdrawal=True,
        words=edition_words(session, edition),
        when=_moment_words(gone.recorded_at),
        by=gone.by,
        reason=gone.reason,
    )


def _facts(session: Session, edition: Edition) -> tuple[tuple[str, str], ...]:
    report = session.catalogue.report(edition.report)
    counts, said = edition.counts, _count_words(edition.counts)
    return (
        ("Report", report.name if report else edition.title),
        ("Serves from" if edition.report == NEIGHBOUR_LISTS else "As at", edition.as_at.words if edition.as_at else ""),
        ("Issue", str(edition.issue_number) if report else ""),
        ("Date issued", format_date(edition.issued_on)),
        ("Published", f"{_moment_words(edition.recorded_at)} by {edition.by}"),
        ("Reason", edition.reason),
        ("File", f"{edition.filename}, {_size_words(edition.size)}"),
        ("Figures", said if said == NO_FIGURES else f"{said}, {plural(counts.refused, 'cell')} left out"),
    )


def _accepted(accepted: AcceptedIssue) -> AcceptedLine:
    return AcceptedLine(place=accepted.issue.place, what=accepted.issue.what, reason=accepted.reason)


def _withdrawn_words(edition: Edition) -> str:
    gone = edition.withdrawn
    return f"Withdrawn on {_moment_words(gone.recorded_at)} by {gone.by}: {gone.reason}" if gone else ""


def _count_words(counts: ChangeCounts) -> str:
    """Count an edition's figures; a list of neighbours or a dictionary has none."""
    if not any((counts.added, counts.restated, counts.unchanged, counts.refused)):
        return NO_FIGURES
    return f"{counts.added:,} added, {counts.restated:,} restated, {counts.unchanged:,} unchanged"


def _withdrawal_words(session: Session, edition: Edition) -> tuple[str, ...]:
    if edition.report == NEIGHBOUR_LISTS:
        return (NO_LIST,)
    return _fall_back_words(session, preview_withdrawal(session, edition.number))


def _fall_back_words(session: Session, fall: FallBack) -> tuple[str, ...]:
    said = []
    for number, count in fall.back.items():
        words = edition_words(session, session.store.edition(number))
        said.append(f"{plural(count, 'figure')} would go back to edition {number}’s ({words}).")
    if fall.back:
        said.append(f"Of these, {plural(fall.differing, 'figure')} would read otherwise than now.")
    if fall.gone:
        said.append(f"{plural(fall.gone, 'figure')} would disappear: no other edition of the report states them.")
    if fall.returning:
        said.append(f"{plural(fall.returning, 'figure')} that the edition took away would come back.")
    if fall.covered:
        said.append(f"{plural(fall.covered, 'figure')} would stay as now: newer editions state them.")
    return tuple(said) or ("No figure would change.",)


def _comparison(session: Session, changes: FigureChanges, lead: str) -> ComparisonView:
    counts, gone = changes.counts(), changes.of(Difference.GONE)
    names = _Names(session, changes)
    return ComparisonView(
        lead=lead,
        counts=(
            ("figures added", counts.added),
            ("restated", counts.restated),
            *([("of them now without a figure", len(gone))] if gone else []),
            ("unchanged", counts.unchanged),
        ),
        by_report=names.by_report(),
        restated=tuple(names.line(one) for one in changes.of(Difference.RESTATED)),
        gone=tuple(names.line(one) for one in gone),
        added=names.added(),
    )


class _Names:
    """Names the measures of a comparison, with their report where there is more than one."""

    def __init__(self, session: Session, changes: FigureChanges) -> None:
        self._session = session
        self._words = ChangeWords(session)
        self._changes = changes
        self._counted = changes.by_report()
        self._several = len({report for report, _ in self._counted}) > 1
        # A release is no report of the catalogue: its editions carry its title.
        self._titles = {edition.report: edition.title for edition in session.store.editions()} if self._several else {}

    def line(self, change: FigureChange) -> ChangeLine:
        old, new = (side.figure if side else None for side in (change.old, change.new))
        line = self._words.change(old, new)
        return ChangeLine(
            indicator=f"{line.indicator}{self._report(change.report)}",
            period=line.period,
            old=line.old,
            new=line.new,
            difference=line.difference,
        )

    def added(self) -> tuple[AddedLine, ...]:
        """Group the added figures by report and measure, and by area where they are few."""
        added = self._changes.added_frame
        return tuple(
            AddedLine(indicator=f"{line.indicator}{self._report(ReportId(str(report)))}", words=line.words)
            for report, figures in added.groupby("report", sort=True)
            for line in self._added(figures)
        )

    def _added(self, figures: pd.DataFrame) -> tuple[AddedLine, ...]:
        if len(figures) > MOST_BY_AREA:
            return added_by_measure(self._session, figures)
        return self._words.added(Observations(fill_columns(figures)))

    def by_report(self) -> tuple[tuple[str, str], ...]:
        """Count each report's changes, where there are several reports."""
        if not self._several:
            return ()
        counted = self._counted
        reports = dict.fromkeys(report for report, _ in counted)
        return tuple(
            (
                self._name(report),
                ", ".join(
                    f"{counted[report, kind]:,} {kind.value}" for kind in Difference if (report, kind) in counted
                ),
            )
            for report in reports
        )

    def _report(self, code: ReportId) -> str:
        return f" · {self._name(code)}" if self._several else ""

    def _name(self, code: ReportId) -> str:
        report, dataset = self._session.catalogue.report(code), self._titles.get(code)
        return report.name if report else dataset or code


def _moment_words(moment: datetime) -> str:
    return f"{format_date(moment.date())}, {moment:%H:%M} UTC"


def _size_words(size: int) -> str:
    return f"{max(1, round(size / KILOBYTE)):,} kB"
