"""The doing parts of the Reports page: show a preview, make a paper with its progress, download it, make one again."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.papers.listing import PaperLine
from dashboard.papers.request import request_text
from dashboard.ui.components import bullets, notice, section
from dashboard.ui.controls import clear_from_address
from dashboard.ui.html import element, join
from dashboard.ui.links import reports_link
from dashboard.ui.officer_name import ask_name
from dashboard.ui.plain_labels import plain_label
from dashboard.ui.readers import read_ground, revision
from dashboard.ui.reports_asked import SHOW, AskedReport
from dashboard.ui.reports_parts import (
    PAST_PREVIEW,
    framed,
    open_data_html,
    outline_html,
    paper_html,
    past_preview_html,
    remade_html,
)
from dashboard.ui.reports_readers import (
    MadeHere,
    OpenData,
    make_here,
    read_kept,
    read_open_data,
    read_preview,
    remake,
)
from dashboard.views.as_of import NOW
from dashboard.views.paper import PaperFormat

PREVIEW_HEIGHT = 640  # pixels; the paper scrolls in its frame
NOT_KEPT = "This app can only be read, so the paper is not kept in the list."
TYPES = {
    PaperFormat.PDF: "application/pdf",
    PaperFormat.HTML: "text/html",
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PaperFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    PaperFormat.EML: "message/rfc822",
}
_MADE, _OPEN_DATA = "reports-made", "reports-open-data"


def offer_preview(view: AskedReport, *, is_open: bool) -> None:
    """Show the preview where it is asked for, else the button that asks; nothing is built before."""
    if not is_open:
        st.button("Show what it would hold", key="show-preview", on_click=_open_preview)
        return
    st.button("Hide the preview", key="hide-preview", on_click=clear_from_address, args=((SHOW,),))
    place = st.empty()
    preview = read_preview(view.request, lambda words: _tell(place, words))
    place.empty()
    st.html(section("What it would hold", outline_html(preview)))
    if preview.html:
        st.html(past_preview_html())
        with st.container(key="preview"):
            st.iframe(framed(preview.html), height=PREVIEW_HEIGHT, tab_index=0, alt=f"Preview of {preview.title}")
        st.html(element("div", id_=PAST_PREVIEW))


def offer_to_make(view: AskedReport, *, may_record: bool) -> None:
    """Make the paper once the button is pressed, and offer its file."""
    with st.form("make", enter_to_submit=False, border=False):
        by = ask_name("made-by") if may_record else None
        sent = st.form_submit_button("Make the paper", type="primary", key="make-paper")
    if sent and may_record and not by:
        st.error("Give your name: it is kept with the paper.")
        return
    if sent:
        _make(view, by)
    made: MadeHere | None = st.session_state.get(_MADE)
    if made is not None and made.asked == request_text(view.request):
        _offer_file(made, view.request.format)


def show_paper(line: PaperLine, *, within: bool) -> None:
    """Show one paper that was made: its facts, the kept copy, and whether it can be made again the same."""
    st.html(paper_html(line, within=within))
    number = line.number
    st.download_button(
        f"Download {plain_label(line.record.filename)}",
        partial(read_kept, number),
        file_name=line.record.filename,
        mime=TYPES.get(PaperFormat(line.record.format), "application/octet-stream"),
        on_click="ignore",
        key=f"kept-{number}",
        type="primary",
    )
    if within and st.button("Make it again and compare", key=f"again-{number}"):
        with st.status("Making the paper again") as status:
            remade = remake(number, lambda words: status.update(label=words))
            status.update(label="Made again", state="complete")
        st.html(remade_html(remade))


@st.fragment
def offer_open_data() -> None:
    """Make the open data once it is asked for, and offer its file."""
    st.html(open_data_html())
    if not read_ground(NOW).editions:
        return
    if st.button("Make the open data", key="make-open-data"):
        with st.status("Reading the figures") as status:
            st.session_state[_OPEN_DATA] = read_open_data(lambda words: status.update(label=words))
            status.update(label="Made", state="complete")
    made: OpenData | None = st.session_state.get(_OPEN_DATA)
    if made is not None and made.revision == revision():
        st.html(bullets(made.notices))
        st.download_button(
            f"Download {made.name}, {max(1, round(len(made.content) / 1024)):,} kB",
            made.content,
            file_name=made.name,
            mime="application/zip",
            on_click="ignore",
            key="download-open-data",
        )


def _make(view: AskedReport, by: str | None) -> None:
    with st.status("Making the paper") as status:
        made = make_here(view.request, by, lambda words: status.update(label=words))
        status.update(label="Made", state="complete")
    st.session_state[_MADE] = made


def _offer_file(made: MadeHere, form: PaperFormat) -> None:
    if made.number is not None:
        link = element("a", f"paper {made.number}", href=reports_link(made.number), target="_self")
        st.html(notice(join(["It is kept as ", link, f", made by {made.by}."]), tone="good", title=made.title))
    else:
        st.html(notice(made.why_not or NOT_KEPT, tone="warning" if made.why_not else "plain", title=made.title))
    st.download_button(
        f"Download {plain_label(made.name)}",
        made.content,
        file_name=made.name,
        mime=TYPES[form],
        on_click="ignore",
        key="download-made",
        type="primary",
    )


def _open_preview() -> None:
    st.query_params[SHOW] = "preview"


def _tell(place: st.delta_generator.DeltaGenerator, words: str) -> None:
    place.html(element("p", words, role="status"))
