"""Check an upload's figures against the catalogue, against each other, and against what is published."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.editions.lines import Past, PrintedLines, printed_lines
from dashboard.editions.pasted import check_pasted
from dashboard.editions.preview import EditionChanges
from dashboard.editions.restated_marks import IssueBefore, check_restated_marks, issue_before, step_of
from dashboard.editions.targets import check_targets
from dashboard.editions.unusual import MIN_HISTORY, check_unusual, past_lengths
from dashboard.editions.year_to_date import check_year_to_date
from dashboard.formatting import plural
from dashboard.intake.absences import check_absences
from dashboard.intake.checks import check_marks
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.workbook.identity import Identity
from dashboard.workbook.rows import DraftRow

# Said of a refused file: nothing after the refusal was looked at.
NOT_COMPARED = "The figures were not compared with what is published, for the file is refused."


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload that was read and compared: what its checks look at. ``stored`` are its report's rows of the store."""

    rows: tuple[DraftRow, ...]
    identity: Identity
    changes: EditionChanges
    stored: pd.DataFrame
    past: Past


def check_figures(session: Session, upload: Upload) -> tuple[list[Issue], tuple[str, ...]]:
    """Give the issues met, and the checks that could not run with the reason, in words."""
    rows, identity, past = upload.rows, upload.identity, upload.past
    catalogue, report, as_at = session.catalogue, identity.report.id, identity.as_at
    printed = printed_lines(rows, as_at)
    step = step_of(rows)
    before = issue_before(upload.stored, as_at, identity.issue_number, step, session.our_code)
    news = [*upload.changes.added, *(one.new for one in upload.changes.restated)]
    issues = [
        *check_targets(rows, catalogue, report),
        *check_marks(rows, catalogue, report, past),
        *check_pasted(printed, past, as_at),
        *check_year_to_date(rows, catalogue, as_at),
        *check_unusual(news, printed, past, catalogue, session.our_code),
        *(check_restated_marks(rows, before, as_at) if before else ()),
        *check_absences(rows, upload.stored, catalogue, identity),
    ]
    return issues, tuple(_not_checked(upload, printed, before, step))


def _not_checked(upload: Upload, printed: PrintedLines, before: IssueBefore | None, step: int) -> list[str]:
    said = []
    as_at = upload.identity.as_at
    if upload.stored.empty:
        said.append("Whether months were moved or a measure was lost: no workbook of this report is published yet.")
    if before is None and any(period.start < as_at.start for months in printed.values() for period in months):
        month = as_at.shift(-step).words
        said.append(f"Whether changed figures are marked in yellow: this report's issue of {month} is not published.")
    short = sum(length < MIN_HISTORY for length in past_lengths(printed, upload.past))
    if short:
        measures = plural(short, "measure")
        said.append(f"Whether the figures of {measures} are unusual: fewer than {MIN_HISTORY} others are known.")
    return said
