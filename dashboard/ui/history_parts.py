"""The parts of the history page: the steps, one edition, and what changed between two moments."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.formatting import plural
from dashboard.ui.components import bullets, facts, notice
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import history_link, scorecard_link
from dashboard.ui.tables import Column, Row, table_html, words
from dashboard.ui.upload_parts import added_html, counts_html, restated_html
from dashboard.views.history import ComparisonView, EditionView, HistoryStep
from dashboard.views.upload import AddedLine, ChangeLine

STEP_COLUMNS = (
    *words("Edition", "What", "Done"),
    Column(name="Issued", extra="sc-nowrap"),
    *words("Why", "File", "Figures"),
)
ACCEPTED_COLUMNS = (Column(name="Where", extra="sc-place"), *words("What was wrong", "Why it was accepted"))
# A comparison opens its restated figures up to this many; a longer list is folded, so that the page stays quick.
OPEN_UP_TO = 60


def steps_html(steps: tuple[HistoryStep, ...]) -> Html:
    """Write every publication and withdrawal, the newest first."""
    if not steps:
        return element("p", "Nothing has been published yet.")
    table = table_html("Editions and withdrawals", STEP_COLUMNS, (_step(step) for step in steps))
    return element("div", table, class_="sc-steps")


def edition_html(view: EditionView) -> Html:
    """Write an edition's facts and what was accepted with it."""
    state = notice(view.withdrawn, tone="warning", title="This edition is withdrawn") if view.withdrawn else ""
    stood = element(
        "a", "The scorecard as it stood just after it", href=scorecard_link(as_of=str(view.number)), target="_self"
    )
    return join([state, facts(view.facts), element("p", stood), accepted_html(view)])


def accepted_html(view: EditionView) -> Html:
    """Write what was wrong and accepted, with each reason."""
    if not view.accepted:
        return element("p", "Nothing was wrong when it was published.")
    rows = (Row(cells=(line.place or "Whole file", line.what, line.reason or "–")) for line in view.accepted)
    caption = f"Accepted when it was published ({len(view.accepted)})"
    return table_html(caption, ACCEPTED_COLUMNS, rows, show_caption=True)


def fall_back_html(view: EditionView) -> Html:
    """Say what withdrawing the edition would do."""
    return join([element("p", "If this edition is withdrawn:"), bullets(view.fall_back)])


def comparison_html(view: ComparisonView, search: str) -> Html:
    """Write a comparison: the counts, then restated, gone and added figures of the measures that match."""
    if view.not_found:
        return notice(view.not_found, tone="warning", title="There is no such edition")
    wanted = search.casefold().split()
    restated, gone = (_matching(lines, wanted) for lines in (view.restated, view.gone))
    added = tuple(line for line in view.added if _matches(line, wanted))
    found = join(
        [
            restated_html(restated, "Restated, old beside new", is_open=len(restated) <= OPEN_UP_TO),
            restated_html(gone, "A figure stood, and none does now", is_open=len(gone) <= OPEN_UP_TO),
            added_html(added, "Added, by measure", is_open=bool(wanted)),
        ]
    )
    told = [element("p", view.lead), counts_html(view.counts), facts(view.by_report)]
    return join([*told, found or _nothing(view, search)])


def _step(step: HistoryStep) -> Row:
    name = f"Edition {step.number}"
    link = element("a", str(step.number), href=history_link(step.number), target="_self", aria_label=name)
    done = element("span", step.when, element("span", f"by {step.by}", class_="sc-by"))
    if step.is_withdrawal:
        what = element("span", element("strong", "Withdrawn: "), step.words)
        return Row(cells=(link, what, done, "", step.reason, "", ""), class_="sc-withdrawn")
    accepted = element("span", f"{plural(step.accepted, 'issue')} accepted", class_="sc-by") if step.accepted else ""
    cells = (
        link,
        element("span", step.words, element("span", "since withdrawn", class_="sc-by") if step.state else ""),
        done,
        step.issued,
        step.reason or "–",
        step.file,
        element("span", step.counts, accepted),
    )
    return Row(cells=cells, class_="sc-withdrawn" if step.state else None)


def _matching(lines: Iterable[ChangeLine], wanted: list[str]) -> tuple[ChangeLine, ...]:
    return tuple(line for line in lines if _matches(line, wanted))


def _matches(line: ChangeLine | AddedLine, wanted: list[str]) -> bool:
    name = line.indicator.casefold()
    return all(word in name for word in wanted)


def _nothing(view: ComparisonView, search: str) -> Html:
    if search and (view.restated or view.gone or view.added):
        return element("p", f"No figure that changed matches “{search}”.")
    return element("p", "No figure differs.")
