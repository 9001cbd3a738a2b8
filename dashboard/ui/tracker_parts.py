"""The members' tracker as HTML: the answer, what stands out, what changed, and one line a measure."""

from __future__ import annotations

from dashboard.judge.signal import SignalState
from dashboard.ui.components import bullets, folded, notice
from dashboard.ui.html import Html, element, join
from dashboard.ui.signal_parts import signal_ring
from dashboard.ui.tables import Row, number, table_html, words
from dashboard.ui.tracker_lines import line_html, measure_link
from dashboard.ui.tracker_words import PRINTING
from dashboard.views.tracker.meanings import WORDS_MEAN
from dashboard.views.tracker.view import Changes, Revision, Standout, TrackerGroup, TrackerView

# These are drawn large, each with its sign: the eye goes to them first.
STANDING_OUT = {
    Standout.WORSE: SignalState.CONCERN,
    Standout.BETTER: SignalState.IMPROVEMENT,
    Standout.CHANGED: SignalState.NEUTRAL_HIGH,
}
BEFORE_CHANGES = (*STANDING_OUT, Standout.REVISED)
# More revisions than this are folded away.
REVISIONS_SHOWN = 6


def heading_html(view: TrackerView) -> Html:
    """Write the title with its month, and the answer before everything else."""
    title = f"{view.title}: {view.as_at.words}" if view.as_at.words else view.title
    answer = element("p", view.summary, class_="sc-answer sc-tr-answer", role="status") if view.summary else ""
    targets = element("p", view.against_targets, class_="sc-tr-targets") if view.against_targets else ""
    return join([element("h1", title), answer, targets])


def edition_html(view: TrackerView) -> Html:
    """Write which edition is shown, and what the tracker or the theme chosen is about."""
    about = view.theme_about or view.about
    parts = [element("p", about, class_="sc-tr-about") if about else ""]
    if view.edition.words:
        parts.append(element("p", view.edition.words, class_="sc-edition"))
    return join(parts)


def tracker_html(view: TrackerView, *, by_theme: bool = False) -> Html:
    """Write everything beneath the controls."""
    if view.empty:
        return notice(view.empty, title="No figures to show")
    groups = view.by_theme if by_theme else view.groups
    parts = [] if by_theme else [_nothing(view)]
    written = [_group(group, view, themed=by_theme) for group in groups]
    # Where the tracker says what is news, what changed stands behind that and the measures revised.
    place = len(written) if by_theme else sum(group.standout in BEFORE_CHANGES for group in groups)
    written.insert(place, _changes(view.changes, view))
    return element("div", *parts, *written, _about_this(view), class_="sc-tracker")


def _nothing(view: TrackerView) -> Html:
    if not view.nothing:
        return Html("")
    figures = any(line.figure.missing is None for group in view.groups for line in group.lines)
    title = "Nothing stands out" if figures else "No figures yet for this month"
    sign = signal_ring(SignalState.COMMON_CAUSE if figures else SignalState.NO_FIGURE)
    said = element("div", element("h2", title), element("p", view.nothing))
    return element("section", sign, said, class_="sc-tr-nothing")


def _group(group: TrackerGroup, view: TrackerView, *, themed: bool) -> Html:
    state = None if themed or group.standout is None else STANDING_OUT.get(group.standout)
    sign = signal_ring(state) if state else ""
    count = element("span", f" ({len(group.lines)})", class_="sc-tr-count")
    lead = element("p", group.lead, class_="sc-tr-about") if group.lead else ""
    lines = (line_html(line, month=view.as_at.id, as_of=view.as_of, big=state is not None) for line in group.lines)
    size = "sc-tr-standing-out" if state else "sc-tr-list"
    return element(
        "section",
        element("h2", sign, group.title, count),
        lead,
        *lines,
        class_=f"sc-tr-group sc-tr-{group.standout or 'theme'} {size}",
        id=f"part-{group.id}",
    )


def _changes(changes: Changes | None, view: TrackerView) -> Html:
    """Say what the edition brought: the new month apart from the restated past."""
    if changes is None:
        return Html("")
    said = [element("p", words) for words in (changes.new_month, changes.revised) if words]
    ratings = [element("p", "Ratings that read otherwise than last month:"), bullets(changes.ratings)]
    return element(
        "section",
        element("h2", "What changed since last month"),
        *said,
        _revisions(changes.revisions, view),
        *(ratings if changes.ratings else []),
        class_="sc-tr-group sc-tr-changes",
        id="changes",
    )


def _revisions(revisions: tuple[Revision, ...], view: TrackerView) -> Html:
    if not revisions:
        return Html("")
    rows = (
        Row(cells=[measure_link(one.name, one, view.as_at.id, view.as_of), one.period, one.old, one.new])
        for one in revisions
    )
    columns = (*words("Measure", "Month revised"), number("It read"), number("It reads now"))
    table = table_html("Earlier figures that were revised", columns, rows)
    return table if len(revisions) <= REVISIONS_SHOWN else folded(f"See the {len(revisions)} revised figures", table)


def _about_this(view: TrackerView) -> Html:
    chance = element("p", view.by_chance, class_="sc-tr-chance") if view.by_chance else ""
    meaning = element("dl", *(join([element("dt", name), element("dd", said)]) for name, said in WORDS_MEAN))
    return element(
        "footer",
        chance,
        folded("What the words mean", element("div", meaning, class_="sc-tr-words")),
        element("p", PRINTING, class_="sc-tr-printing"),
        class_="sc-tr-foot",
    )
