"""Where the Reports page gets its papers: previews kept by what was asked, the list kept by how many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

import streamlit as st

from dashboard.errors import StoreError
from dashboard.mail.status import MailStatus, mail_status
from dashboard.papers.listing import PaperLine, list_papers, one_paper
from dashboard.papers.make import MadePaper, PaperPreview, make_paper, preview_paper
from dashboard.papers.record import record_paper, why_not_kept
from dashboard.papers.registry import PAPERS
from dashboard.papers.remake import Remade, make_again
from dashboard.papers.request import request_text
from dashboard.settings import read_mail_settings, read_settings
from dashboard.ui.html import Html
from dashboard.ui.readers import current_session, forget_on_change, revision
from dashboard.ui.reports_parts import papers_html
from dashboard.views.as_of import NOW
from dashboard.views.paper import PaperRequest
from dashboard.vocabulary import Audience

MAIL_SECONDS = 15
OPEN_DATA_NAME = "open-data.zip"
NOT_KEPT = "The paper is made and yours to download, but it is not kept in the list below. {why}"
_PACKING = Lock()
PREVIEWS_KEPT = 16
# A longer list of papers says how many there are besides.
PAPERS_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeHere:
    """A paper just made: its file, and the number of its record or why there is none."""

    asked: str
    name: str
    title: str
    content: bytes = field(repr=False)
    number: int | None = None
    by: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenData:
    """The package of open data: its file, of which revision of the store, and what its readers must be told."""

    name: str
    content: bytes = field(repr=False)
    revision: int
    notices: tuple[str, ...] = ()


def read_preview(request: PaperRequest, progress: Callable[[str], None]) -> PaperPreview:
    """Give what a paper would say; it is built once for what is asked, and named by the format."""
    kept = _previews(revision())
    asked = replace(request, format=PAPERS[request.kind].formats[0])
    key = request_text(asked)
    if key not in kept:
        found = preview_paper(current_session(), asked, progress)
        for oldest in list(kept)[: max(len(kept) - PREVIEWS_KEPT + 1, 0)]:
            kept.pop(oldest, None)
        kept[key] = found
    name, _, _ = kept[key].name.rpartition(".")
    return replace(kept[key], name=f"{name}.{request.format}")


@st.cache_resource(show_spinner=False, max_entries=2)
def _previews(revision: int) -> dict[str, PaperPreview]:
    """Keep the previews of a revision: progress is shown while one is built, which a cached function may not do."""
    return {}


def make_here(request: PaperRequest, by: str | None, progress: Callable[[str], None]) -> MadeHere:
    """Make a paper, and record it under a name; without one it is not recorded."""
    session = current_session()
    made = make_paper(session, request, progress)
    number, why_not = None, ""
    if by is not None:
        progress("Recording the paper")
        number, why_not = _record(made, by)
    return MadeHere(
        asked=request_text(request),
        name=made.name,
        title=made.title,
        content=made.content,
        number=number,
        by=by or "",
        why_not=why_not,
    )


def _record(made: MadePaper, by: str) -> tuple[int | None, str]:
    try:
        return record_paper(current_session(), made, by=by).number, ""
    except StoreError as fault:
        return None, NOT_KEPT.format(why=why_not_kept(fault))


def read_papers_table(*, within: bool) -> Html:
    """Give the list of papers as HTML, the newest first."""
    return _papers_table(current_session().store.papers.count(), within)


@st.cache_resource(show_spinner=False, max_entries=4)
def _papers_table(count: int, within: bool) -> Html:
    shown = [line for line in list_papers(current_session(), PAPERS_LISTED) if within or line.is_for_readers]
    return papers_html(shown, count - min(count, PAPERS_LISTED), within=within)


def read_paper(number: int) -> PaperLine:
    """Give one paper of the list; ``StoreError`` when there is none of that number."""
    return _paper(number)


@st.cache_resource(show_spinner=False, max_entries=64)
def _paper(number: int) -> PaperLine:
    return one_paper(current_session(), number)


def read_kept(number: int) -> bytes:
    """Give a paper's copy as it was kept."""
    return current_session().store.papers.content(number)


def remake(number: int, progress: Callable[[str], None]) -> Remade:
    """Make a paper again and hold it against the kept copy."""
    return make_again(current_session(), number, progress)


def read_open_data(progress: Callable[[str], object]) -> OpenData:
    """Give the open data of what stands now, for the public; it is made once for all readers."""
    kept = _packages(revision())
    with _PACKING:
        if not kept:
            kept.append(_pack(progress))
    return kept[0]


def _pack(progress: Callable[[str], object]) -> OpenData:
    # Loaded here: what settles what is suppressed takes as long to load as many another page.
    from dashboard.disclosure.session import for_audience
    from dashboard.reports.open_data_package import package_zip
    from dashboard.views.open_data.build import build_open_data

    session = current_session()
    now = session.store.revision()
    pinned = replace(session, store=session.store.at(now))
    progress("Leaving out small counts")
    open_session = for_audience(pinned, Audience.PUBLIC)
    view = build_open_data(open_session, audience=Audience.PUBLIC, as_of=NOW, progress=progress)
    return OpenData(name=OPEN_DATA_NAME, content=package_zip(view, progress), revision=now, notices=view.notices)


@st.cache_resource(show_spinner=False, max_entries=2)
def _packages(revision: int) -> list[OpenData]:
    """Keep the package of a revision: progress is shown while it is made, which a cached function may not do."""
    return []


def read_mail_status() -> MailStatus:
    """Say how the e-mail stands; it is asked for anew after some seconds, as it goes out by another process."""
    return _mail_status(revision())


@st.cache_resource(show_spinner=False, max_entries=2, ttl=MAIL_SECONDS)
def _mail_status(revision: int) -> MailStatus:
    return mail_status(current_session(), read_mail_settings(read_settings().data_folder))


forget_on_change(_previews, _packages, _papers_table, _paper)
