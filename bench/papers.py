"""Measure each paper in a process of its own: the seconds, the most memory held, and the processes that it started.

A paper is made once, from a store that the process has not read before, as `scorecard report` makes it: pinned, masked
for its audience, judged, put in words and written. Beside it, in the same process, the bare library writes as many
cells, paragraphs or slides of the same words.
"""

from __future__ import annotations

import importlib
import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.big_scorecard import make_big_store
from dashboard.errors import DashboardError
from dashboard.intake import Session, open_session
from dashboard.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
KILOBYTES_OF_A_MEGABYTE = 1024
CLINIC_MEASURES = 20
CHART_POINTS = 12
DEMONSTRATION, BIG = "demonstration", "320 measures"
EXPORT = "export"
# What starts a process, as Python itself tells of it (docs.python.org, "Audit events table").
STARTS = frozenset({"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"})
LIBRARIES = {
    "html": ("jinja2",),
    "pdf": ("weasyprint",),
    "docx": ("docx", "resvg_py"),
    "xlsx": ("xlsxwriter", "openpyxl"),
    "pptx": ("pptx",),
    "eml": ("resvg_py",),
    "folder": ("pyarrow.parquet",),
}
BARE = {
    "html": "reading our figures from the store",
    "pdf": "weasyprint, as many pages of plain paragraphs",
    "docx": "python-docx, the same words in plain paragraphs",
    "xlsx": "openpyxl, the same values without a style",
    "pptx": "python-pptx, as many slides with a chart each",
    "eml": "reading our figures from the store",
    "folder": "pandas, the same figures as CSV, Parquet and JSON",
}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One paper to be measured; ``promised`` seconds, where any are."""

    what: str
    kind: str
    format: str
    audience: str = "members"
    store: str = DEMONSTRATION
    measures: int = 0
    promised: float | None = None
    more: bool = False


PAPERS: Mapping[str, Sheet] = {
    one.what: one
    for one in (
        Sheet(what="Members' tracker, .pdf", kind="tracker", format="pdf", promised=2),
        Sheet(what="Members' tracker, .html", kind="tracker", format="html", promised=2),
        Sheet(what="Members' tracker, .docx", kind="tracker", format="docx", promised=2),
        Sheet(what="Tracker for the public, .pdf", kind="tracker", format="pdf", audience="public"),
        Sheet(
            what="Clinic pack of 20 measures, .pptx", kind="clinic", format="pptx", measures=CLINIC_MEASURES, promised=5
        ),
        Sheet(
            what="Clinic pack of 20 measures, .docx", kind="clinic", format="docx", measures=CLINIC_MEASURES, promised=5
        ),
        Sheet(what="Scorecard of 320 measures, .xlsx", kind="scorecard", format="xlsx", store=BIG, promised=5),
        Sheet(what="Council plan, .docx", kind="council-plan", format="docx"),
        Sheet(what="Year end, .docx", kind="year-end", format="docx"),
        Sheet(what="Daily key indicators, .eml", kind="daily", format="eml"),
        Sheet(what="Open data for the public", kind=EXPORT, format="folder", audience="public"),
        Sheet(what="Open data, all areas and history", kind=EXPORT, format="folder", audience="internal", more=True),
    )
}


@dataclass(frozen=True, kw_only=True)
class Made:
    """What making a paper took: seconds by the clock, of the processor, and of the imports before; memory and size.

    ``processes`` were started while it was made, ``programs`` are all that the process ever started.
    """

    seconds: float
    cpu: float
    imports: float
    bare: float
    mebibytes: float
    kilobytes: float
    processes: int
    programs: tuple[str, ...] = ()


def paper_lines(session: Session, settings: Settings) -> list[str]:
    """Give the section of the results on papers; ``session`` and ``settings`` are the demonstration's."""
    with tempfile.TemporaryDirectory() as folder:
        stores = {DEMONSTRATION: settings, BIG: make_big_store(Path(folder))}
        said = [(one, _made(one, stores[one.store], _measures(session, one.measures))) for one in PAPERS.values()]
    programs = sorted({program for _, made in said if isinstance(made, Made) for program in made.programs})
    return [
        "## Papers",
        "",
        "Each made once in a fresh process from a store that it has not read. Seconds are by the clock, after the "
        "imports; memory is the most that the process held, Python and all libraries included; the ratio is of "
        "processor time. The processes are those started while a paper was made.",
        "",
        "| paper | s | promised | CPU s | imports, s | MiB | processes | kB | beside | CPU s | ratio |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|---:|---:|",
        *(row_of(one, made) for one, made in said),
        "",
        f"Ever started, while libraries were loaded: {', '.join(programs) or 'no program'}; the PDF writer's import "
        "asks the system's linker where its libraries are.",
        "",
    ]


def _measures(session: Session, count: int) -> list[str]:
    """Name so many measures that have figures of our own."""
    ours = session.store.figures(areas=[session.our_code], columns=["indicator"])
    with_figures = set(ours["indicator"].unique())
    return [str(one.id) for one in session.catalogue.indicators if one.id in with_figures][:count]


def _made(paper: Sheet, settings: Settings, measures: list[str]) -> Made | str:
    """Give what making a paper took, or why it could not be made."""
    given = [paper.what, settings.store_url, str(settings.catalogue_path), ",".join(measures)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.papers", *given], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    return said["refused"] if "refused" in said else Made(**{**said, "programs": tuple(said["programs"])})


def row_of(paper: Sheet, made: Made | str) -> str:
    """Give a paper's line of the table."""
    if isinstance(made, str):
        return f"| {paper.what} | not made: {made} | | | | | | | | | |"
    promised = f"{paper.promised:g}" if paper.promised else ""
    return (
        f"| {paper.what} | {made.seconds:.2f} | {promised} | {made.cpu:.2f} | {made.imports:.2f} "
        f"| {made.mebibytes:.0f} | {made.processes} | {made.kilobytes:,.0f} "
        f"| {BARE[paper.format]} | {made.bare:.2f} | {made.cpu / max(made.bare, 1e-3):.1f} |"
    )


def measure(paper: Sheet, settings: Settings, measures: list[str]) -> Made:
    """Make one paper in this process, which has made none before."""
    started = _starts_counted()
    begun = time.perf_counter()
    make = _maker(paper, settings, measures)
    for library in LIBRARIES[paper.format]:
        importlib.import_module(library)
    before, imported, worked = len(started), time.perf_counter(), time.process_time()
    content, bare = make()
    seconds, cpu = time.perf_counter() - imported, time.process_time() - worked
    held, programs = most_memory(), list(started)
    worked = time.process_time()
    bare()
    return Made(
        seconds=seconds,
        cpu=cpu,
        imports=imported - begun,
        bare=time.process_time() - worked,
        mebibytes=held,
        kilobytes=len(content) / 1000,
        processes=len(programs) - before,
        programs=tuple(sorted(set(programs))),
    )


def _starts_counted() -> list[str]:
    """Keep every start of another process from now on."""
    found: list[str] = []
    sys.addaudithook(lambda event, given: found.append(_program(event, given)) if event in STARTS else None)
    return found


def _program(event: str, given: tuple[Any, ...]) -> str:
    """Name what is started, by the file's name alone."""
    return Path(str(given[0])).name if given and isinstance(given[0], str) else event


def most_memory() -> float:
    """Give the most mebibytes that this process has held; what started it does not count."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_OF_A_MEGABYTE
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) / KILOBYTES_OF_A_MEGABYTE if found else 0.0


Bare = Callable[[], object]
Make = Callable[[], tuple[bytes, Bare]]


def _maker(paper: Sheet, settings: Settings, measures: list[str]) -> Make:
    """Import what makes the paper; give what makes it, from a session opened by then."""
    from dashboard.vocabulary import Audience, IndicatorId

    audience, session = Audience(paper.audience), open_session(settings)
    if paper.kind == EXPORT:
        return _export_maker(session, audience, more=paper.more)
    from dashboard.papers.make import make_paper
    from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest

    request = PaperRequest(
        kind=PaperKind(paper.kind),
        format=PaperFormat(paper.format),
        audience=audience,
        indicators=tuple(IndicatorId(one) for one in measures),
    )

    def make() -> tuple[bytes, Bare]:
        content = make_paper(session, request).content
        return content, partial(_BARE_WRITERS[paper.format], content, session)

    return make


def _export_maker(session: Session, audience: Any, *, more: bool) -> Make:
    from dashboard.disclosure.session import for_audience
    from dashboard.reports.open_data_package import package_files
    from dashboard.views.open_data.build import build_open_data

    def make() -> tuple[bytes, Bare]:
        view = build_open_data(for_audience(session, audience), audience=audience, history=more, all_areas=more)
        frame = view.observations.rows.to_pandas()
        return b"".join(package_files(view).values()), lambda: _bare_export(frame)

    return make


# ------------------------------------------------------------------------------------------------------
# The bare libraries
# ------------------------------------------------------------------------------------------------------


def _bare_export(frame: Any) -> None:
    frame.to_csv(io.StringIO(), index=False)
    frame.to_parquet(io.BytesIO())
    frame.to_json(io.StringIO(), orient="records", date_format="iso")


def _bare_reading(_content: bytes, session: Session) -> None:
    from dashboard.views.ground import Ground

    len(Ground(session).figures)


def _bare_pdf(content: bytes, _session: Session) -> None:
    import pikepdf
    import weasyprint

    with pikepdf.open(io.BytesIO(content)) as book:
        pages = len(book.pages)
    paragraphs = "<p>The quick brown fox jumps over the lazy dog, and back again.</p>" * (40 * pages)
    weasyprint.HTML(string=f"<html><body>{paragraphs}</body></html>").write_pdf()


def _bare_docx(content: bytes, _session: Session) -> None:
    from docx import Document

    words = re.findall(r">([^<>]+)</w:t>", Document(io.BytesIO(content)).element.xml)
    begun = Document()
    for text in words:
        begun.add_paragraph(text)
    begun.save(io.BytesIO())


def _bare_xlsx(content: bytes, _session: Session) -> None:
    from openpyxl import Workbook, load_workbook

    book = Workbook()
    for sheet in load_workbook(io.BytesIO(content), read_only=True).worksheets:
        written = book.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            written.append(row)
    book.save(io.BytesIO())


def _bare_pptx(content: bytes, _session: Session) -> None:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Cm

    slides = len(Presentation(io.BytesIO(content)).slides)
    book = Presentation()
    for _ in range(slides):
        data = CategoryChartData()
        data.categories = [str(point) for point in range(CHART_POINTS)]
        data.add_series("Figure", range(CHART_POINTS))
        shapes = book.slides.add_slide(book.slide_layouts[6]).shapes
        shapes.add_chart(XL_CHART_TYPE.LINE, Cm(1), Cm(1), Cm(20), Cm(12), data)
    book.save(io.BytesIO())


_BARE_WRITERS: Mapping[str, Callable[[bytes, Session], None]] = {
    "html": _bare_reading,
    "eml": _bare_reading,
    "pdf": _bare_pdf,
    "docx": _bare_docx,
    "xlsx": _bare_xlsx,
    "pptx": _bare_pptx,
}


def main(what: str, store: str, catalogue: str, measures: str) -> None:
    """Measure the paper named, and print what it took."""
    settings = Settings(store_url=store, catalogue_path=Path(catalogue), data_folder=ROOT / "data", read_only=False)
    try:
        said = asdict(measure(PAPERS[what], settings, [one for one in measures.split(",") if one]))
    except DashboardError as fault:
        said = {"refused": str(fault)}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
