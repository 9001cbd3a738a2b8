"""The parts of the Reports page: what a paper would hold, what was made, and the papers made so far."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.tokens import DARK, LIGHT
from dashboard.formatting import plural
from dashboard.mail.status import MailStatus
from dashboard.papers.listing import PaperLine
from dashboard.papers.make import PaperPreview
from dashboard.papers.remake import Remade
from dashboard.store.mail_log import MailState
from dashboard.ui.components import bullets, facts, notice, section
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import reports_link
from dashboard.ui.tables import Column, Row, table_html, words

LEAD = (
    "Every paper is made from the same figures and judgements as the pages. Each one made is kept as it was, and can "
    "be made again to the letter, whatever is revised later."
)
LEAD_READ_ONLY = (
    "Every paper is made from the same figures and judgements as the pages. What you make here is yours to download: "
    "this app can only be read, so it is not kept in the list below."
)
NOTHING_YET = (
    "There is nothing to make a paper of yet. Publish a scorecard on the Upload page, or load the demonstration: the "
    "papers can be made then."
)
EDITION = "Edition"
NOTHING_YET_READ_ONLY = (
    "There is nothing to make a paper of yet: the papers can be made once a scorecard has been published."
)
NO_PAPERS = "No paper has been made yet."
OPEN_DATA = (
    "All figures as they stand now in tidy tables (CSV, Parquet and JSON), with the catalogue, targets, sources and "
    "licence beside them: for the public, so counts of one to five and what would tell them are left out. Making "
    "them may take up to half a minute on a busy machine. Fuller ones, with every edition or all authorities, the "
    "command scorecard export writes."
)
PAST_PREVIEW = "after-preview"
# Tab stops at the page in the frame, which can then be scrolled. A frame itself matches no focus in Chromium, so the
# page in it draws the mark; one of its own that has the keyboard is marked besides.
_MARK = (
    f"<style>:root{{--mark:{LIGHT.focus}}}"
    f"@media (prefers-color-scheme:dark){{:root{{--mark:{DARK.focus}}}}}"
    "body:focus{outline:none}"
    ':root:has(:focus-visible)::after{content:"";position:fixed;inset:0;pointer-events:none;'
    "border:3px solid var(--mark)}</style>"
)
NOT_SHOWN = "There is no such paper to show here."
COLUMNS = (
    *words("No", "Paper", "As at", "Edition", "For"),
    Column(name="Format", extra="sc-nowrap"),
    *words("Made"),
)


def heading_html(*, may_record: bool) -> Html:
    """Write the page's name and what it does."""
    return join([element("h1", "Reports"), element("p", LEAD if may_record else LEAD_READ_ONLY)])


def outline_html(preview: PaperPreview) -> Html:
    """Say what the paper would hold."""
    pairs = (
        ("Title", preview.title),
        ("As at", preview.as_at),
        (EDITION, preview.edition),
        ("File", preview.name),
    )
    return join([facts(pairs), bullets(preview.outline)])


def framed(page: str) -> str:
    """Give a paper's page as its frame shows it: the keyboard can stop at it, and is seen to be there."""
    return page.replace("</head>", f"{_MARK}</head>", 1).replace("<body", '<body tabindex="0"', 1)


def past_preview_html() -> Html:
    """Lead past the preview, whose every link and fold the keyboard goes through and whose page a finger scrolls."""
    return element("p", element("a", "Skip the preview", href=f"#{PAST_PREVIEW}", target="_self"))


def papers_html(lines: Sequence[PaperLine], more: int, *, within: bool) -> Html:
    """Write the list of papers; readers from outside are not told who made them."""
    if not lines:
        return element("p", NO_PAPERS)
    table = table_html("Papers made so far", COLUMNS, (_row(line, within=within) for line in lines))
    rest = element("p", f"Of {plural(more, 'earlier paper')} the command `scorecard papers` tells.") if more else ""
    return element("div", join([table, rest]), class_="sc-papers")


def paper_html(line: PaperLine, *, within: bool) -> Html:
    """Write one paper's facts."""
    pairs = (
        ("Paper", line.name),
        ("As at", line.as_at),
        (EDITION, line.edition),
        ("For", line.audience),
        ("File", f"{line.record.filename}, {max(1, round(line.record.size / 1024)):,} kB"),
        ("Made", f"{line.when} by {line.by}" if within else line.when),
        ("SHA-256", element("span", line.record.sha256, class_="sc-hash")),
    )
    return facts(pairs)


def remade_html(remade: Remade) -> Html:
    """Say whether a paper made again is the same."""
    if remade.is_same:
        said = "Store, catalogue and day were taken as they were when it was first made."
        return notice(said, tone="good", title="Made again: the same to the byte")
    return notice(
        join([" ".join(remade.differs), " The copy that was kept is as it was: download it."]),
        tone="warning",
        title="Made again, it is not the same here",
    )


def _row(line: PaperLine, *, within: bool) -> Row:
    number = str(line.number)
    link = element("a", number, href=reports_link(line.number), target="_self", aria_label=f"Paper {number}")
    by = element("span", f"by {line.by}", class_="sc-by") if within else ""
    made = element("span", line.when, by)
    return Row(cells=(link, line.title, line.as_at or "–", line.edition, line.audience, f".{line.format}", made))


def mail_html(status: MailStatus) -> Html:
    """Say how the e-mail of key indicators stands, and whose message did not go out."""
    waiting = [line for line in status.lines if line.state is not MailState.SENT]
    lines = (f"Edition {one.edition}, {one.who}: {one.word}. {one.reason}".strip() for one in waiting)
    said = (element("p", words) for words in (status.summary, status.last_run, status.fault) if words)
    advice = (element("p", words) for words in status.advice)
    return section("E-mail of key indicators", join(said), bullets(lines) if waiting else "", join(advice), id_="mail")


def open_data_html() -> Html:
    """Say how to get all figures as open data."""
    return section("Open data", element("p", OPEN_DATA), id_="open-data")
