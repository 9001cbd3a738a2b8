"""The parts of the page of published statistics that are words and tables."""

from __future__ import annotations

from dashboard.intake.release_reading import NO_SCORECARD, is_data_file
from dashboard.ui.components import bullets, folded, section
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import benchmarks_link, history_link, upload_link
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.ui.upload_parts import added_html, counts_html, part, read_html, restated_html, sentences_html
from dashboard.views.benchmarks import ALL_AREAS, LoadedLine, LoadedView, ReleaseView, RestatedLine
from dashboard.views.upload import UploadView

LOADED_COLUMNS = (
    *words("What"),
    Column(name="Newest figures", extra="sc-nowrap"),
    *words("Published", "Next"),
    number("Figures"),
    number("Edition"),
)
RESTATED_WORDS = "Restated figures, old beside new"
NOTHING_NEW = "Every figure in this file is here already: publishing it would change none."
# What the counts call figures that stay as they are.
UNCHANGED = "unchanged"
# A longer list of restated figures starts folded.
OPEN_UP_TO = 60


def loaded_html(view: LoadedView) -> Html:
    """Write what is loaded of published statistics, and what could be and is not."""
    if view.lines:
        table = table_html(
            "Published statistics that are loaded", LOADED_COLUMNS, (_loaded(line) for line in view.lines)
        )
    else:
        table = element("p", "None is loaded yet, so that no comparison with other areas can be shown.")
    if not view.not_loaded:
        return table
    return join(
        [table, folded(f"Known to Scorecard and not loaded ({len(view.not_loaded)})", bullets(view.not_loaded))]
    )


def read_part(view: ReleaseView) -> Html:
    """Write what was read: the file's facts, and in sentences what it holds."""
    return join([read_html(view.upload), sentences_html(view.told) if view.told else ""])


def changes_part(view: ReleaseView) -> Html:
    """Write what publishing would change: the counts, the new figures, the gaps filled."""
    if not view.has_figures:
        return section("What will change", element("p", "It holds no figures. " + _reference_words(view)))
    upload = view.upload
    if not upload.since:
        new = "This is the first release of its kind here: every figure in it is new."
    elif view.added:
        new = f"Figures of periods after {upload.since}, the newest published so far."
    else:
        new = f"None: there are figures up to {upload.since} already."
    return section(
        "What will change",
        counts_html(upload.counts),
        element("p", NOTHING_NEW) if _changes_nothing(view) else "",
        part("New figures", new, added_html(view.added, "New figures, by measure")),
        part("Gaps in the past", "", added_html(view.filled, "Earlier periods that had no figure here, by measure")),
    )


def _changes_nothing(view: ReleaseView) -> bool:
    """Tell a file all of whose figures stand already: none is added, restated or left out."""
    return bool(view.upload.counts) and all(not count for name, count in view.upload.counts if name != UNCHANGED)


def past_words(view: ReleaseView) -> Html:
    """Head the figures of the past that would read otherwise, and say how many there are."""
    if not view.has_figures or not view.upload.since:
        return Html("")
    if not view.restated:
        return part("The past", f"No figure up to {view.upload.since} changes.", Html(""))
    more = view.restated_count - len(view.restated)
    listed = f" The nearest {len(view.restated):,} are listed; the history lists them all once it is published."
    said = f"{view.restated_count:,} of the figures published before read otherwise now.{listed if more else ''}"
    return part("The past", said, Html(""))


def past_html(lines: tuple[RestatedLine, ...], place: str, search: str) -> Html:
    """List the restated figures of a group of areas, of measures and areas that match ``search``."""
    wanted = search.casefold().split()
    found = tuple(
        line.words
        for line in lines
        if place in (ALL_AREAS, line.group) and all(word in line.words.indicator.casefold() for word in wanted)
    )
    if not found:
        return element("p", "No restated figure matches.")
    return restated_html(found, RESTATED_WORDS, is_open=len(found) <= OPEN_UP_TO)


def to_upload_html() -> Html:
    """Point from here to the page where scorecards are published."""
    link = element("a", "Upload", href=upload_link(), target="_self")
    return element("p", "If this is a scorecard workbook, drop it on the page ", link, " instead.")


def may_be_published(filename: str, content: bytes, view: UploadView) -> bool:
    """Tell whether a file that is no scorecard may be one of published statistics: a data file, or a list in Excel."""
    return is_data_file(filename, content) or any(line.code == NO_SCORECARD for line in view.issues)


def to_benchmarks_html() -> Html:
    """Point from Upload to the page where published statistics are loaded."""
    link = element("a", "Published statistics", href=benchmarks_link(), target="_self")
    told = "If this is a published data file (CSV or parquet) or a list of statistical neighbours, drop it on the page "
    return element("p", told, link, " instead.")


def _loaded(line: LoadedLine) -> Row:
    terms = "; ".join(words for words in (line.source, line.licence) if words)
    what = element("span", line.title, element("span", terms, class_="sc-by") if terms else "")
    name = f"Edition {line.edition}"
    link = element("a", str(line.edition), href=history_link(line.edition), target="_self", aria_label=name)
    return Row(cells=(what, line.newest or "–", line.published, line.next_words or "–", line.figures, link))


def _reference_words(view: ReleaseView) -> str:
    if view.is_list:
        return "Averages of neighbours for the years it serves are taken over the neighbours that it names."
    return "Names, units and notes of measures are taken from it."
