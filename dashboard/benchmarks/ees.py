"""Read the CSV files of Explore education statistics (children in need, children looked after and the like)."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.areas import AreaBook
from dashboard.benchmarks.columns import recognise_dataset
from dashboard.benchmarks.ees_cells import CellReader
from dashboard.benchmarks.ees_columns import FigureColumns, find_figure_columns, note_drift
from dashboard.benchmarks.ees_figures import FigureReader
from dashboard.benchmarks.ees_places import check_times, find_places
from dashboard.benchmarks.ees_table import make_table, read_header
from dashboard.benchmarks.figures import collect_figures
from dashboard.benchmarks.release import Findings, Known, ReleaseRead, Wanted, wanted_from
from dashboard.catalogue.schema import Catalogue, DatasetKind
from dashboard.issues import refuses


def read_ees(
    rows: Sequence[Sequence[str]], filename: str, catalogue: Catalogue, areas: AreaBook, known: Known
) -> ReleaseRead:
    """Read one file's rows, the heading first.

    Raises:
        BenchmarkError: when the file is none of the catalogue's datasets.
    """
    header = read_header(rows)
    dataset, lacking = recognise_dataset(header, filename, DatasetKind.EES_CSV, catalogue)
    findings = Findings(filename=filename, dataset=dataset.id)
    for issue in lacking:
        findings.add(issue.code, issue.what)
    wanted = wanted_from(catalogue, dataset)
    columns = find_figure_columns(dataset, wanted, header, findings)
    note_drift(dataset, wanted, header, findings)
    table = make_table(rows, findings)
    rows_in = len(table.frame)
    if refuses(findings.issues()):
        return collect_figures(dataset, (), findings, rows_in)
    check_times(table.frame, findings)
    places = find_places(table.frame, areas, findings)
    cells = CellReader(frame=table.frame, findings=findings)
    reader = FigureReader(frame=table.frame, areas=places.areas, known=known, findings=findings, cells=cells)
    figures = [figure for item, found in zip(wanted, columns, strict=True) for figure in reader.read(item, found)]
    reader.note_what_was_met()
    facts = (*places.facts, *_say_worked_out(wanted, columns))
    return collect_figures(dataset, figures, findings, rows_in, facts)


def _say_worked_out(wanted: Sequence[Wanted], columns: Sequence[FigureColumns]) -> tuple[str, ...]:
    return tuple(
        f"{item.indicator.name}: not printed in the file; worked out from its counts and the number of children, for "
        "authorities only."
        for item, found in zip(wanted, columns, strict=True)
        if item.figure.population is not None and found.value is None
    )
