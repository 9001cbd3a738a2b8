"""Map headings that are not known to what their columns hold, once: seen in the preview at once, then saved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.catalogue.layout_book import HeadingEntry
from dashboard.catalogue.layout_files import heading_key
from dashboard.intake.teach import Trial
from dashboard.ui.components import section
from dashboard.ui.html import element
from dashboard.ui.officer_name import ask_name
from dashboard.ui.plain_labels import plain_label
from dashboard.ui.teach_readers import save_mapping
from dashboard.ui.upload_help import Help, keep_help, keep_taught
from dashboard.views.teaching import COLUMN_MEANINGS, ColumnMeaning, HeadingToMap, TeachingView
from dashboard.vocabulary import ReportId

LEAVE = "Leave it for now"
_LEAD = (
    "These columns were not read, because their headings are not known. Say once what they hold: the next workbook "
    "with the same headings is read without asking. Only the headings are kept, nothing that stands under them."
)
_TRIED = (
    "The preview above is made with this mapping. Save it before you publish, so that the next workbook is read alike."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What the form was sent with."""

    entries: tuple[HeadingEntry, ...]
    by: str
    to_save: bool


def ask_mapping(view: TeachingView, said: Help, *, is_open: bool) -> None:
    """Show the form where headings are not known; try the mapping out, or save it, once it is sent."""
    headings = (*_being_tried(said), *view.headings)
    if not headings:
        return
    st.html(section("Headings that are not known", element("p", _TRIED if said.trial.headings else _LEAD)))
    what = "what it holds" if len(headings) == 1 else f"what these {len(headings)} hold"
    with st.expander(f"Say {what}", expanded=is_open or bool(said.trial.headings), key="mapping-form"):
        sent = _ask(headings, view, said)
    if sent is None:
        return
    if sent.to_save and not sent.by:
        st.error("Give your name: it is kept with the mapping.")
    elif sent.to_save and not sent.entries:
        st.error("Say of one heading at least what its column holds.")
    elif sent.to_save:
        save_mapping(sent.entries, by=sent.by)
        count = f"{len(sent.entries)} headings are" if len(sent.entries) > 1 else "1 heading is"
        keep_taught(f"{count} saved and will be known from now on.", said)
        st.rerun()
    else:
        keep_help(replace(said, trial=Trial(headings=sent.entries, entries=said.trial.entries)))
        st.rerun()


def _being_tried(said: Help) -> tuple[HeadingToMap, ...]:
    """List the headings tried out: the preview knows them now, the officer may still change them."""
    return tuple(HeadingToMap(heading=one.heading, places="tried out, not saved yet") for one in said.trial.headings)


def _ask(headings: tuple[HeadingToMap, ...], view: TeachingView, said: Help) -> _Sent | None:
    before = {heading_key(one.heading): one for one in said.trial.headings}
    with st.form("mapping", enter_to_submit=False, border=False):
        chosen = [(one.heading, _ask_heading(one, before.get(heading_key(one.heading)))) for one in headings]
        report = _ask_report(view)
        by = ask_name("mapping-by")
        shown = st.form_submit_button("Show the preview with these", key="mapping-try")
        saved = st.form_submit_button("Save for next time", type="primary", key="mapping-save")
    if not (shown or saved):
        return None
    entries = tuple(meaning.entry(heading, report) for heading, meaning in chosen if meaning is not None)
    return _Sent(entries=entries, by=by, to_save=saved)


def _ask_heading(one: HeadingToMap, before: HeadingEntry | None) -> ColumnMeaning | None:
    known = next((place for place, meaning in enumerate(COLUMN_MEANINGS, start=1) if _means(meaning, before)), 0)
    place = st.selectbox(
        f"“{plain_label(one.heading)}” holds",
        range(len(COLUMN_MEANINGS) + 1),
        index=known,
        format_func=lambda place: COLUMN_MEANINGS[place - 1].words if place else LEAVE,
        key=f"mapping-{heading_key(one.heading)}",
        help=f"Stands at {plain_label(one.places)}." if "!" in one.places else None,
    )
    return COLUMN_MEANINGS[place - 1] if place else None


def _means(meaning: ColumnMeaning, entry: HeadingEntry | None) -> bool:
    if entry is None:
        return False
    return (meaning.role, meaning.area, meaning.months_before) == (entry.role, entry.area, entry.months_before)


def _ask_report(view: TeachingView) -> ReportId | None:
    """Ask whether the headings mean the same in every report; a workbook without a report teaches them for all."""
    if not view.report:
        return None
    only = st.checkbox(f"Only in the {view.report_words}", value=True, key="mapping-report")
    return ReportId(view.report) if only else None
