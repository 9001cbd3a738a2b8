"""The whole truth: every row of the sixteen workbooks is read as their makers wrote it down."""

import csv
import importlib.util
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.areas import load_area_book
from dashboard.catalogue.load import load_catalogue
from dashboard.cli.figures import READ_COLUMNS, read_row
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import WorkbookRead, read_workbook

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "data" / "demo"
TRUTH_ROWS = 17_479
NAMES = sorted(path.stem for path in DEMO.glob("*.xlsx"))

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def comparison(shared_folder: Path) -> ModuleType:
    """The script by which readings are compared with the truth."""
    spec = importlib.util.spec_from_file_location("compare_truth", shared_folder / "tools" / "compare_truth.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def truth_of(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"{name}.truth.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def read(path: Path) -> WorkbookRead:
    catalogue = load_catalogue(ROOT / "indicators.yaml")
    ours = load_area_book(ROOT / "data" / "reference").by_code(catalogue.council.authority)
    assert ours is not None
    names = frozenset(name.casefold() for name in (ours.name, *ours.aliases))
    return read_workbook(guard_workbook(path.name, path.read_bytes()), catalogue, names)


def printed_rows(found: WorkbookRead) -> list[dict[str, str]]:
    """The rows as the command line prints them."""
    return [
        {
            name: "" if value is None else str(value)
            for name, value in zip(READ_COLUMNS, read_row(row, "Rotherham"), strict=True)
        }
        for row in found.rows
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_read_as_the_truth_says(comparison: ModuleType, shared_folder: Path, name: str):
    folder = shared_folder / "workbooks"
    read_at = defaultdict(list)
    for row in printed_rows(read(folder / f"{name}.xlsx")):
        read_at[row["sheet"], row["cell"]].append(row)

    truth = truth_of(folder, name)
    assert truth
    wrong = []
    for expected in truth:
        rows = read_at.pop((expected["sheet"], expected["cell"]), [])
        if len(rows) != 1 or comparison.differences(rows[0], expected):
            wrong.append((expected["sheet"], expected["cell"], expected, rows))

    assert wrong == []
    assert dict(read_at) == {}, "rows that the truth does not have"


def test_the_truth_is_whole(shared_folder: Path):
    folder = shared_folder / "workbooks"
    assert len(NAMES) == 16
    assert sorted(path.stem for path in folder.glob("*.xlsx")) == NAMES
    assert sum(len(truth_of(folder, name)) for name in NAMES) == TRUTH_ROWS


@pytest.mark.parametrize("name", NAMES)
def test_the_demonstration_has_the_very_files(shared_folder: Path, name: str):
    assert (DEMO / f"{name}.xlsx").read_bytes() == (shared_folder / "workbooks" / f"{name}.xlsx").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_sound_workbook_is_left_out(shared_folder: Path, name: str):
    found = read(shared_folder / "workbooks" / f"{name}.xlsx")
    assert [issue.as_row() for issue in found.issues] == []
