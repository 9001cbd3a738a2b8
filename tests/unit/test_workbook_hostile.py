"""The awkward files of the reference folder: each ends as it should, with its code at its place."""

import csv
import hashlib
import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from dashboard.intake import Preview, Session, open_session, preview_workbook
from dashboard.intake.preview import Outcome
from dashboard.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
# Words of the two files whose texts are to go nowhere: details of people, and formulas.
DETAILS = ("J.D.", "14/02/2011", "9900123", "9900456", "Sarah", "03/09/2008")
FORMULAS = ("HYPERLINK", "cmd|", "+1+1", "@SUM")
FILES = 32

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def hostile(shared_folder: Path) -> Path:
    folder = shared_folder / "workbooks" / "hostile"
    if not folder.is_dir():
        pytest.skip("the reference folder has no hostile workbooks")
    return folder


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    store = tmp_path_factory.mktemp("hostile") / "store.db"
    settings = Settings(
        store_url=f"sqlite:///{store}",
        catalogue_path=ROOT / "indicators.yaml",
        data_folder=ROOT / "data",
        read_only=False,
    )
    return open_session(settings)


@pytest.fixture(scope="module")
def expected(hostile: Path) -> dict[str, dict[str, str]]:
    with (hostile / "expected.csv").open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def previews(hostile: Path, session: Session, expected: dict[str, dict[str, str]]) -> dict[str, Preview]:
    """Every file, through the guard and the reader; none is opened any other way."""
    return {name: preview_workbook(session, name, (hostile / name).read_bytes()) for name in expected}


def test_every_file_is_accounted_for(hostile: Path, expected: dict[str, dict[str, str]]):
    on_disk = {path.name for path in hostile.iterdir() if path.suffix != ".csv"}
    assert set(expected) == on_disk
    assert len(expected) == FILES


def test_every_file_ends_as_it_should(expected: dict[str, dict[str, str]], previews: dict[str, Preview]):
    wanted = {name: row["expected"] for name, row in expected.items()}
    assert {name: str(previews[name].outcome) for name in wanted} == wanted


def test_every_file_is_told_its_fault_at_its_place(expected: dict[str, dict[str, str]], previews: dict[str, Preview]):
    untold = {}
    for name, row in expected.items():
        if row["problem_code"] == "none":
            continue
        found = {issue.place for issue in previews[name].issues if issue.code == row["problem_code"]}
        places = set(row["where"].split("; ")) if row["where"] else {""}
        if not places <= found:
            untold[name] = (places, found)
    assert untold == {}


def test_a_sound_file_has_no_fault(expected: dict[str, dict[str, str]], previews: dict[str, Preview]):
    """The control's numbers are those of its ten measures, not the scorecard's, which is only noted."""
    sound = [name for name, row in expected.items() if row["problem_code"] == "none"]
    assert len(sound) == 5
    for name in sound:
        assert previews[name].outcome is Outcome.LOAD, name


def test_what_is_not_wrong_still_loads(expected: dict[str, dict[str, str]], previews: dict[str, Preview]):
    """Beside the control, a file loses the cells its note names and no more."""
    control = previews["good-control.xlsx"].changes
    assert control is not None
    whole = {each.key for each in control.observations}
    for name in ("error-cell.xlsx", "percentage-over-100.xlsx", "negative-count.xlsx", "ambiguous-percentage.xlsx",
                 "numerator-over-denominator.xlsx"):  # fmt: skip
        changes = previews[name].changes
        assert changes is not None
        lost = whole - {each.key for each in changes.observations}
        assert len(lost) <= 1, name
        assert changes.counts.added >= control.counts.added - 1, name


@pytest.mark.parametrize(
    ("name", "words"), [("personal-data.xlsx", DETAILS), ("formula-injection-text.xlsx", FORMULAS)]
)
def test_texts_outside_the_catalogue_are_no_figures(previews: dict[str, Preview], name: str, words: tuple[str, ...]):
    preview, control = previews[name], previews["good-control.xlsx"]
    assert preview.changes is not None
    assert control.changes is not None
    assert {each.key for each in preview.changes.observations} <= {each.key for each in control.changes.observations}
    texts = " ".join(each.text for each in preview.changes.observations)
    assert not any(word in texts for word in words)


def test_details_of_people_reach_neither_issues_nor_store(
    hostile: Path, session: Session, previews: dict[str, Preview], tmp_path: Path
):
    """What is published in place of the file is a copy without them, under the file's own digest."""
    preview = previews["personal-data.xlsx"]
    assert preview.file is not None
    assert not any(word in repr(preview) for word in DETAILS)
    content = (hostile / "personal-data.xlsx").read_bytes()
    assert preview.file.sha256 == hashlib.sha256(content).hexdigest()
    with ZipFile(io.BytesIO(preview.file.content)) as kept:
        inside = b"".join(kept.read(name) for name in kept.namelist()).decode()
    assert not any(word in inside for word in DETAILS)
