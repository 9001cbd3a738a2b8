"""Build the upload page's view of a preview, and the history of editions."""

from __future__ import annotations

from dashboard.catalogue.schema import Indicator
from dashboard.editions.changes import Restatement
from dashboard.formatting import BASIS_WORDS, format_date, format_difference, plural
from dashboard.intake.preview import Outcome, Preview
from dashboard.intake.ratings import RatingChange
from dashboard.intake.session import Session
from dashboard.observations import Observation
from dashboard.precision import round_half_up
from dashboard.store.records import Edition
from dashboard.views.figures import chip_of, figure_words
from dashboard.views.upload import AddedLine, ChangeLine, HistoryLine, IssueLine, RatingLine, SheetLine, UploadView
from dashboard.vocabulary import AreaCode

HEADLINES = {
    Outcome.LOAD: "This workbook is sound and can be published.",
    Outcome.LOAD_WITH_WARNINGS: "This workbook can be published, but look at what is said about these cells first.",
    Outcome.REFUSE: "This file cannot be published. Nothing has been saved.",
}


def build_upload(session: Session, preview: Preview) -> UploadView:
    """Say what a workbook holds, what is wrong with it and what publishing it would change."""
    changes = preview.changes
    words = _Words(session)
    already = preview.already
    return UploadView(
        outcome=str(preview.outcome),
        headline=HEADLINES[preview.outcome],
        identity=_identity(preview),
        sheets=tuple(
            SheetLine(sheet=match.sheet, recognised=_is_read(match.sheet, preview), words=match.evidence)
            for match in preview.sheets
        ),
        issues=tuple(
            IssueLine(
                severity=str(issue.severity), code=issue.code, place=issue.place, what=issue.what, remedy=issue.remedy
            )
            for issue in preview.issues
        ),
        counts=_counts(preview),
        restated=tuple(words.restated(one) for one in (changes.restated if changes else ())),
        added=words.added(changes.added if changes else ()),
        late=tuple(words.restated(one) for one in (changes.late if changes else ())),
        ratings=tuple(words.rating(one) for one in preview.ratings),
        already_published=f"This very file is already published as edition {already.number}." if already else "",
        needs_issue_date=changes is not None and preview.issued_on is None,
    )


def list_history(session: Session) -> tuple[HistoryLine, ...]:
    """List the editions, the newest first."""
    return tuple(_history_line(session, edition) for edition in reversed(session.store.editions()))


def _identity(preview: Preview) -> tuple[tuple[str, str], ...]:
    identity = preview.identity
    if identity is None:
        return (("File", preview.filename),)
    issued = format_date(identity.issued_on) if identity.issued_on else "not stated in the workbook"
    return (
        ("File", preview.filename),
        ("Report", identity.report.name),
        ("As at", identity.as_at.words),
        ("Issue", str(identity.issue_number)),
        ("Date issued", issued),
    )


def _is_read(sheet: str, preview: Preview) -> bool:
    if any(match.sheet == sheet and (match.table is not None or match.is_front) for match in preview.sheets):
        return True
    return preview.changes is not None and sheet in set(preview.changes.observations.frame["sheet"])


def _counts(preview: Preview) -> tuple[tuple[str, int], ...]:
    if preview.changes is None:
        return ()
    counts = preview.changes.counts
    return (
        ("figures added", counts.added),
        ("restated", counts.restated),
        ("unchanged", counts.unchanged),
        ("cells left out", counts.refused),
    )


class _Words:
    """Names measures and areas for the preview's lists."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._indicators = {str(indicator.id): indicator for indicator in session.catalogue.indicators}

    def restated(self, one: Restatement) -> ChangeLine:
        indicator = self._indicators[one.new.indicator]
        difference = ""
        if one.old.value is not None and one.new.value is not None:
            # The difference of the two figures as they are shown, or a reader who subtracts them finds another.
            places = indicator.decimal_places
            change = round_half_up(one.new.value, places) - round_half_up(one.old.value, places)
            difference = format_difference(float(change), indicator.unit, places)
        return ChangeLine(
            indicator=self._name(indicator, one.new),
            period=one.new.period.words,
            old=self._figure(indicator, one.old),
            new=self._figure(indicator, one.new),
            difference=difference,
        )

    def added(self, figures: tuple[Observation, ...]) -> tuple[AddedLine, ...]:
        """Group the figures added by measure: how many, and for which periods."""
        grouped: dict[str, list[Observation]] = {}
        for figure in figures:
            grouped.setdefault(self._name(self._indicators[figure.indicator], figure), []).append(figure)
        return tuple(AddedLine(indicator=name, words=_periods(group)) for name, group in grouped.items())

    def rating(self, one: RatingChange) -> RatingLine:
        """Put one changed rating in words."""
        indicator = self._indicators[one.indicator]
        said = "restated" if one.is_restated else f"since {one.before.words}"
        return RatingLine(
            indicator=f"{indicator.name}, {BASIS_WORDS[one.basis]}",
            period=one.period.words,
            old=chip_of(one.old, indicator, None),
            new=chip_of(one.new, indicator, None),
            words=said,
        )

    def _name(self, indicator: Indicator, figure: Observation) -> str:
        parts = [f"{indicator.name}, {BASIS_WORDS[figure.basis]}"]
        if figure.area != self._session.our_code:
            parts.append(self._area(figure.area))
        return " · ".join(parts)

    def _area(self, code: AreaCode) -> str:
        area = self._session.areas.by_code(code)
        return area.name if area else code.replace("-", " ").capitalize()

    def _figure(self, indicator: Indicator, figure: Observation) -> str:
        return figure_words(figure.value, figure.missing, indicator.unit, indicator.decimal_places)


def _periods(figures: list[Observation]) -> str:
    periods = sorted({figure.period for figure in figures}, key=lambda period: period.sort_key)
    span = periods[0].short_words if len(periods) == 1 else f"{periods[0].short_words} to {periods[-1].short_words}"
    return f"{plural(len(figures), 'figure')}, {span}"


def _history_line(session: Session, edition: Edition) -> HistoryLine:
    report = session.catalogue.report(edition.report)
    name = report.name if report else edition.title
    as_at = edition.as_at.words if edition.as_at else ""
    counts = edition.counts
    gone = edition.withdrawn
    issue = f", issue {edition.issue_number}" if report else ""
    return HistoryLine(
        number=edition.number,
        words=f"{name}, {as_at}{issue}",
        issued=format_date(edition.issued_on),
        published=format_date(edition.recorded_at.date()),
        by=edition.by,
        reason=edition.reason,
        counts=f"{counts.added:,} added, {counts.restated:,} restated, {counts.unchanged:,} unchanged",
        withdrawn=f"Withdrawn {format_date(gone.recorded_at.date())} by {gone.by}: {gone.reason}" if gone else "",
    )
