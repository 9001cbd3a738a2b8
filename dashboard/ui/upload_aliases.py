"""Accept names and numbers that the catalogue does not know, as one change to review, to download or to apply."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.catalogue.patch import AliasEntry, CatalogueEntry, NumberEntry
from dashboard.errors import CatalogueError
from dashboard.formatting import plural
from dashboard.intake.teach import Trial
from dashboard.periods import parse_period
from dashboard.ui.components import notice, section
from dashboard.ui.faults import fault_html
from dashboard.ui.html import element
from dashboard.ui.officer_name import ask_name
from dashboard.ui.plain_labels import plain_label
from dashboard.ui.tables import Row, table_html, words
from dashboard.ui.teach_readers import apply_patch, write_patch
from dashboard.ui.upload_help import Help, keep_help, keep_taught
from dashboard.views.teaching import MeaningOfName, MeasureToName, NumberLine, TeachingView
from dashboard.vocabulary import ReportId

LEAVE_OUT = "Leave it out"
PATCH_FILE = "catalogue-change.patch"
_LEAD = (
    "These measures are not in the catalogue, so their rows were left out. If one of them is a measure you know under "
    "a new name, pick it. Likely ones come first; none is ever taken by itself."
)
_LEAD_NUMBERS = "The name decided which measure each row is, so nothing is left out. Accept the numbers if they stay."
_NEXT = (
    "Read the change below. Lines that begin with + are put in, lines that begin with - are taken out. It takes effect "
    "when it is in the catalogue: apply it here, or send it to whoever keeps the catalogue, who applies it with "
    "“scorecard catalogue apply”. Until then these rows stay out."
)
_DOUBLED = "Neither row would be read. Leave the catalogue as it is and pick another measure."
_TRYING = "You are looking at the preview as if the change were in the catalogue. Apply it before you publish."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What the form was sent with."""

    entries: tuple[CatalogueEntry, ...]
    by: str
    why: str


def ask_aliases(view: TeachingView, said: Help, *, is_open: bool) -> None:
    """Show the form where a measure is not known or numbered otherwise; then the change that was made of it."""
    numbers = _numbers_to_ask(view)
    if not (view.measures or numbers or said.patch):
        return
    title = "Measures that are not in the catalogue" if view.measures or said.patch else "Measures with a new number"
    st.html(section(title, element("p", _LEAD if view.measures else _LEAD_NUMBERS) if not said.patch else ""))
    if said.patch:
        _show_change(said, view.doubled)
        return
    what = f"Name {plural(len(view.measures), 'measure')}" if view.measures else f"Accept {_new_numbers(numbers)}"
    with st.expander(what, expanded=is_open and bool(view.measures), key="aliases-form"):
        sent = _ask(view, numbers)
    if sent:
        _write(sent, said)


def _write(sent: _Sent, said: Help) -> None:
    faults = [
        ("Pick a measure, or accept the numbers.", not sent.entries),
        ("Give your name: it stands in the change.", not sent.by),
        ("Say why, such as: renamed in October's issue.", not sent.why),
    ]
    for words_, holds in faults:
        if holds:
            st.error(words_)
    if any(holds for _, holds in faults):
        return
    try:
        patch = write_patch(sent.entries, by=sent.by, why=sent.why)
    except CatalogueError as fault:
        st.html(fault_html(fault))
        return
    keep_help(replace(said, patch=patch, trial=Trial(headings=said.trial.headings, entries=sent.entries)))
    st.rerun()


# ------------------------------------------------------------------------------------------------------
# The form
# ------------------------------------------------------------------------------------------------------


def _ask(view: TeachingView, to_number: tuple[NumberLine, ...]) -> _Sent | None:
    with st.form("aliases", enter_to_submit=False, border=False):
        picked = [(one, _ask_measure(one)) for one in view.measures]
        dated = _ask_dates(view) if view.measures else False
        numbers = _ask_numbers(view, to_number)
        by = ask_name("aliases-by")
        why = st.text_input("Why", key="aliases-why", max_chars=300, placeholder="Such as: renamed in October's issue")
        sent = st.form_submit_button("Write the change for review", type="primary", key="aliases-send")
    if not sent:
        return None
    names = (_alias(view, one, meaning, dated=dated) for one, meaning in picked if meaning is not None)
    entries: tuple[CatalogueEntry, ...] = (*names, *(_number(view, line) for line in numbers))
    return _Sent(entries=entries, by=by, why=why.strip())


def _ask_measure(one: MeasureToName) -> MeaningOfName | None:
    words_ = f"{one.number} “{one.name}” ({one.place}) is".strip()
    # Streamlit takes None for "nothing chosen", so that leaving out is a place of its own.
    place = st.selectbox(
        plain_label(words_),
        range(len(one.meanings) + 1),
        format_func=lambda place: _meaning_words(one.meanings[place - 1]) if place else LEAVE_OUT,
        key=f"alias-{one.place}",
    )
    return one.meanings[place - 1] if place else None


def _meaning_words(meaning: MeaningOfName) -> str:
    return f"{meaning.words} (likely)" if meaning.is_near else meaning.words


def _ask_dates(view: TeachingView) -> bool:
    """Ask whether the new name takes the old one's place; an older workbook's name ends nothing."""
    if not view.is_latest:
        return False
    return st.checkbox(
        f"From {view.as_at_words} these names take the place of the old ones, which end in {view.month_before} "
        "unless they are on this workbook too",
        value=True,
        key="aliases-dated",
    )


def _numbers_to_ask(view: TeachingView) -> tuple[NumberLine, ...]:
    """Give the new numbers that may be accepted; an older workbook's numbers change nothing."""
    return view.numbers if view.is_latest else ()


def _ask_numbers(view: TeachingView, numbers: tuple[NumberLine, ...]) -> tuple[NumberLine, ...]:
    if not numbers:
        return ()
    rows = (Row(cells=(line.words, line.known, line.printed, line.place)) for line in numbers)
    st.html(table_html("Numbers", words("Measure", "In the catalogue", "On the sheet", "Where"), rows))
    is_taken = st.checkbox(f"Accept {_new_numbers(numbers)} from {view.as_at_words}", key="aliases-numbers")
    return numbers if is_taken else ()


def _new_numbers(numbers: tuple[NumberLine, ...]) -> str:
    return "the new number" if len(numbers) == 1 else f"all {len(numbers)} new numbers"


def _alias(view: TeachingView, one: MeasureToName, meaning: MeaningOfName, *, dated: bool) -> AliasEntry:
    ends = next((name for indicator, basis, name in view.endings if (indicator, basis) == _key(meaning)), "")
    return AliasEntry(
        indicator=meaning.indicator,
        report=ReportId(view.report),
        name=one.name,
        basis=meaning.basis,
        number=one.number,
        since=parse_period(view.as_at) if dated else None,
        ends=ends if dated else "",
    )


def _key(meaning: MeaningOfName) -> tuple[str, str]:
    return (str(meaning.indicator), str(meaning.basis))


def _number(view: TeachingView, line: NumberLine) -> NumberEntry:
    return NumberEntry(
        indicator=line.indicator,
        report=ReportId(view.report),
        name=line.alias,
        basis=line.basis,
        number=line.printed,
        since=parse_period(view.as_at),
    )


# ------------------------------------------------------------------------------------------------------
# The change that was made
# ------------------------------------------------------------------------------------------------------


def _show_change(said: Help, doubled: tuple[str, ...]) -> None:
    st.html(notice(_TRYING, tone="warning"))
    st.html(element("p", _NEXT))
    st.code(said.patch, language="diff", wrap_lines=True)
    st.download_button("Download the change", said.patch, PATCH_FILE, mime="text/x-diff", key="aliases-download")
    if doubled:
        # Two rows of one measure are both left out: the change would lose a figure that was right.
        st.html(notice(f"{' '.join(doubled)} {_DOUBLED}", tone="error", title="This is not the right measure"))
    elif st.button("Apply it to the catalogue now", type="primary", key="aliases-apply"):
        try:
            kept = apply_patch(said.patch)
        except CatalogueError as fault:
            st.html(fault_html(fault))
            return
        keep_taught(f"The change is in the catalogue. It is kept as {kept} for whoever reviews the catalogue.", said)
        st.rerun()
    if st.button("Leave the catalogue as it is", key="aliases-drop"):
        keep_help(replace(said, patch="", trial=Trial(headings=said.trial.headings)))
        st.rerun()
