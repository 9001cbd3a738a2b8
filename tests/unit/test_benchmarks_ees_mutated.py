"""Every published file of the reference folder, changed in every way that matters, is refused for a named reason."""

import csv
import io

import pytest
from benchmark_fixtures import AREAS, TESTS

from dashboard.benchmarks.read import read_release
from dashboard.benchmarks.release import wanted_from
from dashboard.catalogue.load import load_catalogue
from dashboard.errors import BenchmarkError

CATALOGUE = load_catalogue(TESTS.parent / "indicators.yaml")
FOLDERS = ("ees_cin_2024", "ees_cin_2025", "ees_cla", "workforce")
ONS = "ons_mid-year_population_estimates_2012_to_2024.csv"
# Enough rows for every label of a file, and few enough to read it some hundred times.
ROWS = 200

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def tables(shared_folder):
    """The heading and first rows of every file, by name."""
    folder = shared_folder / "benchmarks"
    paths = [folder / "lookups" / ONS, *(path for name in FOLDERS for path in sorted((folder / name).glob("*.csv")))]
    found = {}
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.name] = [row for _, row in zip(range(ROWS), csv.reader(file), strict=False)]
    return found


def read_table(table, name):
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(table)
    return read_release(lines.getvalue().encode(), name, CATALOGUE, AREAS)


def refusals(result):
    return {issue.code for issue in result.issues if issue.kind.refuses_file}


def issues_of(table, name):
    """List the issues that refuse a file, of which no figure may come."""
    try:
        result = read_table(table, name)
    except BenchmarkError as fault:
        return fault.issues
    assert len(result.observations) == 0
    return [issue for issue in result.issues if issue.kind.refuses_file]


def columns_read(dataset, header):
    """List the columns that figures of a file are read from, and those by which its rows are told apart."""
    figures, filters = set(), set()
    for item in wanted_from(CATALOGUE, CATALOGUE.dataset(dataset)):
        figure = item.figure
        groups = (figure.value, *figure.numerator, figure.denominator, *figure.complement, *figure.months)
        figures |= {name for names in groups for name in names if name in header}
        filters |= {name for names in figure.filters for name in names.split("|") if name in header}
    return sorted(figures), sorted(filters)


def with_cell(table, row, column, text):
    place = table[0].index(column)
    return [
        [*cells[:place], text, *cells[place + 1 :]] if number == row else cells for number, cells in enumerate(table)
    ]


def authority_row(table):
    """Give the number of an authority's row whose cells are all said to be read."""
    level = table[0].index("geographic_level")
    return next(number for number, row in enumerate(table) if row[level] == "Local authority")


def test_every_column_that_is_read_is_missed(tables):
    tried = 0
    for name, table in tables.items():
        dataset = read_table(table, name).dataset
        figures, filters = columns_read(dataset, table[0])
        for column in [*figures, *filters, "time_period", "geographic_level", "new_la_code"]:
            renamed = [[f"{cell}_2" if cell == column else cell for cell in table[0]], *table[1:]]
            issues = issues_of(renamed, name)
            codes = {issue.code for issue in issues}
            assert codes in ({"benchmark-missing-column"}, {"benchmark-not-recognised"}), (name, column)
            named = f"{column}_2" if codes == {"benchmark-missing-column"} else repr(column)
            assert any(named in issue.what for issue in issues), (name, column)
            tried += 1
    assert tried > 120


def test_an_unknown_symbol_is_met_in_every_column_that_is_read(tables):
    tried = 0
    for name, table in tables.items():
        whole = read_table(table, name)
        figures, _ = columns_read(whole.dataset, table[0])
        row = int(whole.observations[0].cell.removeprefix("row ")) - 1
        for column in figures:
            result = read_table(with_cell(table, row, column, "?"), name)
            if refusals(result) == set():
                # Read only in other rows of the file: a rate's count where the rate itself is printed, for instance.
                result = read_table(with_cell(table, authority_row(table), column, "?"), name)
            assert refusals(result) == {"benchmark-unknown-symbol"}, (name, column)
            assert len(result.observations) == 0
            tried += 1
    assert tried > 60


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("geographic_level", "Nation", "benchmark-wrong-level"),
        ("geographic_level", "National", "benchmark-wrong-level"),
        ("geographic_level", "Regional", "benchmark-wrong-level"),
        ("time_period", "20", "benchmark-unreadable-year"),
        ("time_identifier", "Year", "benchmark-unreadable-year"),
        ("time_identifier", "Calendar year", "benchmark-mixed-years"),
    ],
)
def test_a_changed_cell_of_an_authority_refuses_every_file(tables, column, text, code):
    for name, table in tables.items():
        result = read_table(with_cell(table, authority_row(table), column, text), name)
        assert code in refusals(result), name
        assert len(result.observations) == 0


def test_a_row_that_stands_twice_refuses_every_file(tables):
    for name, table in tables.items():
        result = read_table([*table, table[-1]], name)
        assert refusals(result) == {"benchmark-duplicate-row"}, name
        assert len(result.observations) == 0


def test_a_row_cut_off_refuses_every_file(tables):
    for name, table in tables.items():
        assert refusals(read_table([*table[:-1], table[-1][:-1]], name)) == {"benchmark-broken-table"}, name
