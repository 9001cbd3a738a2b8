"""The parts of clinic preparation: what the rule proposes and what it could not check, and the agenda."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.formatting import capital, listed, plural
from dashboard.ui.clinic_sheet_parts import sheet_html
from dashboard.ui.components import bullets, folded, notice, rag_chip, section, titled_figure
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import clinic_link, upload_link
from dashboard.ui.signal_parts import signal_mark
from dashboard.ui.spark_parts import spark_html
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.clinic.view import ClinicSheet, ClinicView, Finding, Proposal
from dashboard.views.clinic.words import PART_WORDS

RULE_LEAD = "The catalogue proposes a measure for the clinic where any one of these holds:"
BALANCE = (
    "Each sheet shows the whole record of its measure: every status stands in one of its columns, and nothing is left "
    "out because it is good or bad."
)
NOT_CHECKED_LEAD = "Not checked is not the same as no problem. What became of every measure of the catalogue:"
CHOSEN = "Chosen"
_SAID = "sc-said"
PROPOSAL_COLUMNS = (
    *words("Measure"),
    number("Latest figure"),
    *words("Against target", "Is it news?", "Trend"),
    Column(name="Why it is proposed", extra=_SAID),
)
AGENDA_COLUMNS = (
    *words("Measure"),
    number("Latest figure"),
    *words("Against target", "Is it news?"),
    Column(name="Why it is here", extra=_SAID),
    *words("Answers for it"),
)
NOT_CHECKED_COLUMNS = (*words("What", "Why not"), number("Measures"), Column(name="Which", extra=_SAID))


def heading_html(view: ClinicView) -> Html:
    """Write the page's name, the month and edition, and what the address asks for in vain."""
    at = " · ".join(part for part in (view.month.words if view.month else "", view.edition) if part)
    return join(
        [
            element("h1", view.title),
            element("p", at, class_="sc-edition") if at else "",
            *(notice(words, tone="warning") for words in view.notices),
        ]
    )


def empty_html(view: ClinicView, *, may_upload: bool) -> Html:
    """Say that there is nothing to prepare a clinic from, and what to do."""
    todo = (
        join([" ", element("a", "Upload a scorecard", href=upload_link(), target="_self"), "."]) if may_upload else ""
    )
    said = join([view.empty, " A clinic is prepared from the figures of a published scorecard.", todo])
    return notice(said, title="No figures yet")


def proposals_html(view: ClinicView, as_of: str) -> Html:
    """Show the rule, what it proposes with the figures, and what could not be checked."""
    return join(
        [
            section("What does the rule propose?", _rule(view), _proposals(view, as_of), id_="proposed"),
            section("What could not be checked?", _not_checked(view), id_="not-checked") if view.checked else "",
        ]
    )


def _rule(view: ClinicView) -> Html:
    return join([element("p", RULE_LEAD), bullets(view.rule)]) if view.rule else Html("")


def _proposals(view: ClinicView, as_of: str) -> Html:
    if not view.proposals:
        more = (
            "" if not view.rule else " Any measure can still be chosen above, and what could not be checked is below."
        )
        return notice(f"{view.proposed_words}{more}", title="Nothing is proposed")
    month = view.month.id if view.month else None
    rows = (_proposal_row(one, month, as_of) for one in view.proposals)
    table = table_html(view.proposed_words, PROPOSAL_COLUMNS, rows)
    return join([element("p", element("strong", view.proposed_words)), table])


def _proposal_row(one: Proposal, month: str | None, as_of: str) -> Row:
    link = element(
        "a",
        "Make its sheet",
        href=clinic_link(str(one.id), month, as_of),
        target="_self",
        aria_label=f"Make the sheet of {one.name}",
    )
    of = element("span", f"{one.theme}, {one.basis}", class_="sc-clinic-small")
    return Row(
        cells=(
            join([element("strong", one.name), of, element("span", link, class_="sc-clinic-screen")]),
            # One piece, so that a phone sets it against its heading.
            element("span", titled_figure(one.figure), element("span", _when(one), class_="sc-clinic-small")),
            rag_chip(one.rag),
            signal_mark(one.signal),
            spark_html(one.spark),
            join([found_html(one.met), element("span", _unchecked_words(one.not_checked), class_="sc-clinic-small")]),
        )
    )


def _when(one: Proposal) -> str:
    return ", ".join(part for part in (one.counts, one.period) if part)


def found_html(found: Iterable[Finding]) -> Html:
    """List parts of the rule with their figures; one whose words begin with its name is not named twice."""
    return element("ul", *(element("li", _found(one)) for one in found), class_="sc-clinic-found")


def _found(one: Finding) -> Html:
    name = PART_WORDS[one.part]
    rest = one.words.removeprefix(name)
    between = "" if rest != one.words else ". "
    return join([element("strong", name), f"{between}{rest}."])


def _unchecked_words(found: Iterable[Finding]) -> str:
    """Name the parts that were not checked; why stands once for all measures beneath the table."""
    named = listed([PART_WORDS[one.part].lower() for one in found])
    return f"Not checked: {named}" if named else "Every part of the rule was checked"


def _not_checked(view: ClinicView) -> Html:
    rows = (
        Row(cells=(one.what, capital(one.reason), f"{len(one.measures):,}", "; ".join(one.measures)))
        for one in view.not_checked
    )
    caption = "What the rule could not be checked for, and why"
    table = table_html(caption, NOT_CHECKED_COLUMNS, rows) if view.not_checked else ""
    return join(
        [
            element("p", NOT_CHECKED_LEAD),
            bullets(view.checked),
            folded("What could not be checked, and why", table) if table else "",
        ]
    )


def pack_html(view: ClinicView, as_of: str, *, dark: bool) -> Html:
    """Show the agenda, then one sheet for each measure."""
    total, month = len(view.sheets), view.month.words if view.month else ""
    sheets = (
        sheet_html(sheet, f"Clinic preparation · {month} · measure {place} of {total}", dark=dark)
        for place, sheet in enumerate(view.sheets, start=1)
    )
    return join([_agenda(view, as_of), *sheets])


def _agenda(view: ClinicView, as_of: str) -> Html:
    month = view.month.words if view.month else ""
    caption = f"{plural(len(view.sheets), 'measure')} for the clinic, {month}"
    rows = (_agenda_row(sheet) for sheet in view.sheets)
    back = element(
        "a",
        "Back to what the rule proposes",
        href=clinic_link(None, view.month.id if view.month else None, as_of),
        target="_self",
    )
    return section(
        "Agenda",
        element("p", BALANCE),
        table_html(caption, AGENDA_COLUMNS, rows, show_caption=True),
        element(
            "p", "Print this page to get the agenda, then one sheet for each measure. ", back, class_="sc-clinic-screen"
        ),
        id_="agenda",
    )


def _agenda_row(sheet: ClinicSheet) -> Row:
    figure = element("span", titled_figure(sheet.figure), element("span", sheet.period, class_="sc-clinic-small"))
    return Row(
        cells=(
            element("a", sheet.name, href=f"#sheet-{sheet.id}"),
            figure,
            rag_chip(sheet.rag),
            signal_mark(sheet.signal),
            found_html(sheet.met) if sheet.met else CHOSEN,
            sheet.owner,
        )
    )
