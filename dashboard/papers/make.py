"""Make a paper: pin the store, mask it for the audience, build the view, write it in the format asked for."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from dashboard.benchmarks.publication import NO_PUBLICATIONS
from dashboard.disclosure.session import for_audience
from dashboard.intake.session import Session
from dashboard.papers.check import check_ground, check_moments, check_names, check_tracker, paper_of
from dashboard.papers.inputs import inputs_of
from dashboard.papers.ready import Progress, Ready, edition_words, no_progress
from dashboard.papers.registry import Paper
from dashboard.views.ground import Ground
from dashboard.views.paper import PaperFormat, PaperRequest
from dashboard.vocabulary import Audience

LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    """A paper as it was made.

    ``name`` is its file's, ``edition`` the highest that it says it is made from, ``read_at`` the highest that stood at
    its moment, ``revision`` the store's that it was read at, ``inputs`` what it was made by beside the store,
    ``made_at`` when. ``view`` is what was written.
    """

    request: PaperRequest
    name: str
    title: str
    as_at: str
    outline: tuple[str, ...]
    edition: int
    read_at: int
    revision: int
    made_at: datetime
    content: bytes = field(repr=False)
    inputs: Mapping[str, bytes] = field(repr=False)
    view: object = field(repr=False)

    @property
    def sha256(self) -> str:
        """Give the hash of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPreview:
    """What a paper would say: its name, its words, its editions in words, and its page where it is made in HTML."""

    name: str
    title: str
    as_at: str
    edition: str
    outline: tuple[str, ...]
    html: str = ""


def make_paper(session: Session, request: PaperRequest, progress: Progress = no_progress) -> MadePaper:
    """Make a paper from the store as it is at this moment: what is published meanwhile does not come into it.

    Raises:
        DashboardError: when what is asked for cannot be made; it says what can be. A store that fails is a
            ``StoreError``.
    """
    paper = paper_of(request)
    pinned = _pinned(session)
    ground, ready = _ready(pinned, paper, request, progress)
    progress("Writing the file")
    content = ready.writers[request.format]()
    edition = _edition(ground, ready)
    return MadePaper(
        request=request,
        name=_name(edition, ready, request),
        title=ready.title,
        as_at=ready.as_at,
        outline=ready.outline,
        edition=edition,
        read_at=_newest(ground),
        revision=pinned.store.revision(),
        made_at=pinned.clock(),
        content=content,
        inputs=inputs_of(session),
        view=ready.view,
    )


def preview_paper(session: Session, request: PaperRequest, progress: Progress = no_progress) -> PaperPreview:
    """Say what a paper would hold, and write its page where it has one; nothing is kept.

    Raises:
        DashboardError: as ``make_paper``.
    """
    paper = paper_of(request)
    ground, ready = _ready(_pinned(session), paper, request, progress)
    html = ready.writers.get(PaperFormat.HTML)
    edition = _edition(ground, ready)
    return PaperPreview(
        name=_name(edition, ready, request),
        title=ready.title,
        as_at=ready.as_at,
        edition=edition_words(edition, _newest(ground)),
        outline=ready.outline,
        html=html().decode() if html else "",
    )


def _pinned(session: Session) -> Session:
    """Hold the store at its revision and the clock at this moment, so that all of a paper is of one of each."""
    moment = session.clock()
    return replace(session, store=session.store.at(session.store.revision()), clock=lambda: moment)


def _ready(session: Session, paper: Paper, request: PaperRequest, progress: Progress) -> tuple[Ground, Ready]:
    check_names(session, request)
    check_moments(session, request)
    progress("Reading the figures")
    known = session if paper.names_releases else _without_later_releases(session, request)
    shown = for_audience(known, request.audience)
    ground = Ground(shown, request.as_of, hindsight=False)
    check_ground(ground, request)
    with ground.lock:
        check_tracker(ground, request)
        return ground, paper.maker(ground, request, progress)


def _without_later_releases(session: Session, request: PaperRequest) -> Session:
    """Take from a paper as at a day the years that only a later release carries: that one may have revised them.

    Pages show them with a note; they are found by the days on which each year first came out.
    """
    return session if request.as_of.issued is None else replace(session, publications=NO_PUBLICATIONS)


def _edition(ground: Ground, ready: Ready) -> int:
    """Number the newest edition that the paper itself names; where it names none, that of the moment."""
    return _newest(ground) if ready.edition is None else ready.edition


def _newest(ground: Ground) -> int:
    return max((one.number for one in ground.editions), default=0)


def _name(edition: int, ready: Ready, request: PaperRequest) -> str:
    """Name the file by what it is: "vision-tracker-march-2020-edition-14.pdf"."""
    return f"{'-'.join(_name_parts(edition, ready, request))}.{request.format}"


def _name_parts(edition: int, ready: Ready, request: PaperRequest) -> Iterator[str]:
    title = _file_words(ready.title) or str(request.kind)
    yield title
    as_at = _file_words(ready.as_at)
    if as_at and as_at not in title:
        yield as_at
    yield f"edition-{edition}"
    if request.audience is not Audience.MEMBERS:
        yield str(request.audience)


def _file_words(words: str) -> str:
    """Write words as a file's name holds them everywhere: small letters and digits without accents, and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_WORDS].rstrip("-")
