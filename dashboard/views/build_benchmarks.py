"""Build the view of a published file in hand: what was read, what is wrong, and what publishing it would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from dashboard.benchmarks.neighbours import NEIGHBOUR_LISTS
from dashboard.editions.changes import Restatement
from dashboard.formatting import MISSING_WORDS, format_date, plural
from dashboard.intake.nearness import Nearness, nearness
from dashboard.intake.preview import Outcome
from dashboard.intake.release_checks import nearest_first
from dashboard.intake.releases import ReleasePreview
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.observations import ENGLAND
from dashboard.periods import Period, parse_period
from dashboard.views.added_by_measure import added_by_measure
from dashboard.views.benchmarks import ALL_AREAS, NEAR, WIDER, ReleaseView, RestatedLine
from dashboard.views.change_words import ChangeWords
from dashboard.views.scorecard import Choice
from dashboard.views.upload import IssueLine, UploadView
from dashboard.vocabulary import Severity

HEADLINES = {
    Outcome.LOAD: "This file is sound and can be published.",
    Outcome.LOAD_WITH_WARNINGS: "This file can be published once you have looked at what is said below.",
    Outcome.REFUSE: "This file cannot be published. Nothing has been saved.",
}
LOOK = "Look at what will change, then give your name and press Publish."
PUT_RIGHT = "Put right what is said below and drop the file again."
ANSWER = "Tick each below and say why it may stand, or use the file as published."
# The page asks for the day itself; without one nothing is published.
ASKED_FOR = "benchmark-no-publication-date"
# A release of everything may restate tens of thousands of figures; the nearest to us are listed.
MOST_LISTED = 300


def build_release(session: Session, preview: ReleasePreview) -> ReleaseView:
    """Say what a published file holds, what is wrong with it and what publishing it would change."""
    changes = preview.changes
    restated = list(changes.restated) if changes else []
    near = nearness(session, preview.read.latest)
    listed = nearest_first(restated, near)[:MOST_LISTED]
    lines = _restated_lines(session, listed, near)
    new, filled = _split(preview)
    return ReleaseView(
        upload=_upload(preview),
        told=_told(preview),
        added=added_by_measure(session, new),
        filled=added_by_measure(session, filled),
        restated=lines,
        restated_count=len(restated),
        places=_places(lines),
        known_day=preview.issued.published_on if preview.issued else None,
        known_how=preview.issued.how_known if preview.issued else "",
        is_list=preview.read.series == NEIGHBOUR_LISTS,
        has_figures=preview.has_figures,
    )


def redated(view: ReleaseView, preview: ReleasePreview) -> ReleaseView:
    """Give the view of the same preview with another day of publication."""
    return replace(view, upload=_upload(preview))


def build_refused(filename: str, issues: tuple[Issue, ...]) -> ReleaseView:
    """Say why a file is no published file that can be read."""
    upload = UploadView(
        outcome=str(Outcome.REFUSE),
        headline=HEADLINES[Outcome.REFUSE],
        advice=PUT_RIGHT,
        identity=(("File", filename),),
        sheets=(),
        issues=_issue_lines(issues),
        counts=(),
        restated=(),
        added=(),
    )
    return ReleaseView(upload=upload)


def shown_issues(preview: ReleasePreview) -> tuple[Issue, ...]:
    """Give the issues that the page lists; the day of publication, where it is not known, it asks for instead."""
    return tuple(issue for issue in preview.issues if issue.code != ASKED_FOR)


def _upload(preview: ReleasePreview) -> UploadView:
    issues, already, changes = shown_issues(preview), preview.already, preview.changes
    counts = changes.counts if changes and preview.has_figures else None
    outcome = _outcome(preview, issues)
    return UploadView(
        outcome=str(outcome),
        headline=HEADLINES[outcome],
        advice="" if already else _advice(outcome, issues),
        identity=_identity(preview),
        sheets=(),
        issues=_issue_lines(issues, preview.read.dataset),
        counts=()
        if counts is None
        else (
            ("figures added", counts.added),
            ("restated", counts.restated),
            ("unchanged", counts.unchanged),
            ("left out", counts.refused),
        ),
        restated=(),
        added=(),
        since=preview.reached.words if preview.reached and changes else "",
        already_published=f"This very file is already published as edition {already.number}." if already else "",
        story=(),
    )


def _outcome(preview: ReleasePreview, issues: tuple[Issue, ...]) -> Outcome:
    if preview.outcome is Outcome.REFUSE:
        return Outcome.REFUSE
    stands = any(issue.severity is not Severity.NOTE for issue in issues)
    return Outcome.LOAD_WITH_WARNINGS if stands else Outcome.LOAD


def _advice(outcome: Outcome, issues: tuple[Issue, ...]) -> str:
    if outcome is Outcome.REFUSE:
        return PUT_RIGHT
    to_answer = sum(issue.severity is not Severity.NOTE for issue in issues)
    return f"{plural(to_answer, 'thing')} to look at. {ANSWER}" if to_answer else LOOK


def _identity(preview: ReleasePreview) -> tuple[tuple[str, str], ...]:
    read = preview.read
    newest = read.latest.words if read.latest else ""
    return (
        ("File", preview.filename),
        ("What it is", preview.title),
        ("Serves from" if read.list_id else "Newest figures", newest),
        ("Rows read", f"{read.rows_in:,}"),
        ("Rows kept", f"{read.rows_kept:,}"),
        ("Published", format_date(preview.day) if preview.day else "not known"),
    )


def _told(preview: ReleasePreview) -> tuple[str, ...]:
    """Say what the file holds beside figures: the reasons kept in their place, and its own facts."""
    reasons = ", ".join(f"{count:,} {MISSING_WORDS[reason]}" for reason, count in preview.read.reasons.items())
    kept = (f"Where there is no figure its reason is kept: {reasons}.",) if reasons else ()
    return (*kept, *preview.read.facts)


def _issue_lines(issues: Iterable[Issue], dataset: str = "") -> tuple[IssueLine, ...]:
    return tuple(
        IssueLine(
            severity=str(issue.severity),
            code=issue.code,
            place=_place(issue, dataset),
            what=issue.what,
            remedy=issue.remedy,
        )
        for issue in issues
    )


def _place(issue: Issue, dataset: str) -> str:
    """Say which rows; a dataset's own id tells an officer nothing that the page does not say already."""
    if issue.sheet != dataset:
        return issue.place
    return issue.cell[:1].upper() + issue.cell[1:]


def _restated_lines(session: Session, restated: list[Restatement], near: Nearness) -> tuple[RestatedLine, ...]:
    words = ChangeWords(session)
    england, _ = near(ENGLAND)
    region = session.areas.region_of(session.our_code)
    wider = {str(ENGLAND), *([str(region.code)] if region else [])}

    def group(area: str) -> str:
        if area in wider:
            return WIDER
        return NEAR if near(area)[0] < england else ALL_AREAS

    return tuple(RestatedLine(group=group(one.new.area), words=words.restated(one)) for one in restated)


def _places(lines: tuple[RestatedLine, ...]) -> tuple[Choice, ...]:
    """Give the groups of areas to choose among, each with how many lines it has; none where one would be all."""
    near = sum(line.group == NEAR for line in lines)
    wider = sum(line.group == WIDER for line in lines)
    if len(lines) in (0, near, wider):
        return ()
    choices = [Choice(id=ALL_AREAS, words=f"All areas ({len(lines):,})")]
    choices += [Choice(id=NEAR, words=f"Ours and our neighbours ({near:,})")] if near else []
    choices += [Choice(id=WIDER, words=f"Region and England ({wider:,})")] if wider else []
    return tuple(choices)


def _split(preview: ReleasePreview) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part the figures added: those of periods after the newest published so far, and those that fill gaps."""
    if preview.changes is None:
        return pd.DataFrame(), pd.DataFrame()
    added = preview.changes.added_frame
    later = {code for code in added["period"].unique() if _is_after(code, preview.reached)}
    is_new = added["period"].isin(later)
    return added[is_new], added[~is_new]


def _is_after(code: str, reached: Period | None) -> bool:
    return reached is None or parse_period(code).end > reached.end
