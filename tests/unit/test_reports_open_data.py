"""Open data's files: read back they give the same figures, no text is run, and a folder is whole or untouched."""

import csv
import io
import json
import os
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import frictionless
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import DashboardError
from dashboard.reports import open_data_package
from dashboard.reports.open_data_csv import escaped, table_csv
from dashboard.reports.open_data_json import DESCRIPTOR, observations_json
from dashboard.reports.open_data_package import check_folder, one_file, package_files, package_zip, write_folder
from dashboard.reports.open_data_readme import readme, table_section
from dashboard.views.open_data.build import build_open_data
from dashboard.views.open_data.plans import (
    AREAS,
    COMPARISONS,
    HISTORY,
    INDICATORS,
    JUDGEMENTS,
    REPORTS,
    TARGETS,
    editions_plan,
    observations_plan,
)  # fmt: skip
from dashboard.views.open_data.view import Column, ColumnType, Plan, Table, table_of

KEY = ["indicator", "basis", "area_code", "period"]
RUN = "=+-@＝＋－＠"
HOSTILE = '=HYPERLINK("http://example.org";"Click")'


@pytest.fixture(scope="module")
def view(demo):
    return build_open_data(demo, history=True)


@pytest.fixture(scope="module")
def files(view):
    return package_files(view)


@pytest.fixture
def folder(files, tmp_path):
    write_folder(tmp_path / "open", files)
    return tmp_path / "open"


def by_key(records):
    return {tuple(row[name] for name in KEY): row for row in records}


# ------------------------------------------------------------------------------------------------------
# The round trip
# ------------------------------------------------------------------------------------------------------


def test_csv_json_and_parquet_give_the_figures_again(view, folder):
    there = by_key(view.observations.rows.to_pylist())
    assert len(there) > 3000
    read_json = by_key(json.loads((folder / "observations.json").read_text(encoding="utf-8"))["observations"])
    assert read_json == {key: {**row, **days(row, str)} for key, row in there.items()}
    assert by_key(ds.dataset(folder / "parquet" / "observations", partitioning="hive").to_table().to_pylist()) == there
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        read_csv = by_key(csv.DictReader(file))
    assert {key: read_back(row, view.observations.plan) for key, row in read_csv.items()} == there


def days(row, write):
    return {name: write(value) for name, value in row.items() if isinstance(value, date)}


def read_back(row, plan):
    """Read a line of CSV as the documentation says."""
    read = {
        ColumnType.STRING: unescaped,
        ColumnType.NUMBER: float,
        ColumnType.INTEGER: int,
        ColumnType.BOOLEAN: {"true": True, "false": False}.__getitem__,
        ColumnType.DATE: date.fromisoformat,
    }
    return {column.name: read[column.type](row[column.name]) if row[column.name] else None for column in plan.columns}


def test_other_programs_read_them(view, folder):
    frame = pd.read_csv(folder / "observations.csv")
    assert len(frame) == len(view.observations)
    assert frame["value"].sum() == pytest.approx(sum(view.observations.rows["value"].drop_null().to_pylist()))
    assert len(pd.read_parquet(folder / "parquet" / "observations")) == len(frame)
    for path in (folder / "parquet").rglob("*.parquet"):
        schema = pq.read_schema(path)
        assert {str(kind) for kind in schema.types} <= {"string", "double", "int64", "bool", "date32[day]"}
        assert not schema.metadata
    assert len(list((folder / "parquet" / "observations").iterdir())) < 10


def test_the_package_is_a_valid_data_package(folder):
    report = frictionless.Package(str(folder / DESCRIPTOR)).validate()
    assert report.flatten(["title", "message"]) == []
    assert resource_valid(folder)
    assert report.stats["tasks"] == len([path for path in folder.rglob("*") if path.is_file()]) - 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("re-referrals,", "no-such-measure,"),  # leads nowhere
        (",in_month,", ",in_a_month,"),  # not among the words allowed
        (",per_cent,", ",,"),  # always there
    ],
)
def test_a_spoilt_package_is_not_valid(folder, old, new):
    path = folder / "observations.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not resource_valid(folder)


def resource_valid(folder):
    """Tell whether the table of figures is sound; its digest alone would tell a change."""
    resource = frictionless.Package(str(folder / DESCRIPTOR)).get_resource("observations")
    resource.hash = resource.bytes = None
    return resource.validate().valid


def test_the_description_says_licence_sources_and_version(view, files):
    described = json.loads(files[DESCRIPTOR])
    assert described["licenses"][0]["name"] == "OGL-UK-3.0"
    assert described["sources"][0] == {"title": "Rotherham"}
    assert all("licence" in one for one in described["sources"][1:])
    assert described["version"] == view.version
    assert described["description"].count("Demonstration") == 1


def test_the_same_figures_give_the_same_bytes(demo):
    few = demo.catalogue.model_copy(update={"indicators": demo.catalogue.indicators[:3]})
    one, other = (build_open_data(replace(demo, catalogue=few), history=True) for _ in range(2))
    assert package_files(one) == package_files(other)
    assert package_zip(one) == package_zip(other)


def test_a_zip_file_holds_the_folder(view, files):
    with zipfile.ZipFile(io.BytesIO(one_file(view, ".zip"))) as book:
        assert {name: book.read(name) for name in book.namelist()} == files
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_one_table_in_one_file(view, files):
    assert one_file(view, ".csv") == files["observations.csv"]
    assert one_file(view, ".json") == files["observations.json"]
    assert pq.read_table(io.BytesIO(one_file(view, ".parquet"))).to_pylist() == view.observations.rows.to_pylist()


def test_an_empty_store_s_package_is_valid_too(new_session, tmp_path):
    write_folder(tmp_path / "open", package_files(build_open_data(new_session(), history=True)))
    assert frictionless.Package(str(tmp_path / "open" / DESCRIPTOR)).validate().valid
    assert ds.dataset(tmp_path / "open" / "parquet" / "observations", partitioning="hive").to_table().num_rows == 0


# ------------------------------------------------------------------------------------------------------
# Texts that a spreadsheet would run
# ------------------------------------------------------------------------------------------------------


def unescaped(text):
    """Read a text of CSV as the documentation says: the first apostrophe goes where what follows would be run."""
    return text[1:] if text.startswith("'") and escaped(text[1:]) != text[1:] else text


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE, "+1", "-3 points", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", '"=1', "'=1", "“=1", "＝1",
        "－1", "＋1", "＠a", "\ufeff=1", "\u200b=1", "\x00=1", "\u202e=1", "\u2066=1", "- see the note", "-", '" = 1',
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_marked(text):
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["", "Re-referrals", "20.7", "a=b", "'tis so", "5+", "(=1)", "‘quoted’"])
def test_what_it_would_not_run_stands_as_it_is(text):
    assert escaped(text) == text


@given(st.text())
def test_no_text_is_run_and_every_text_comes_back(text):
    written = escaped(text)
    assert unescaped(written) == text
    assert not written.startswith((*RUN, "\t", "\r", "\n"))
    assert not written.strip('"“”‘’ \u00a0\u200b\ufeff').startswith(tuple(RUN))


@given(st.lists(st.tuples(st.text(), st.floats(allow_nan=False, allow_infinity=False)), max_size=5))
def test_every_text_and_number_comes_back_from_csv(rows):
    plan = Plan(
        name="t", title="T", about="A.", key=("a",),
        columns=(Column(name="a", about="A."), Column(name="b", about="B.", type=ColumnType.NUMBER)),
    )  # fmt: skip
    table = Table(plan=plan, rows=pa.table({"a": [r[0] for r in rows], "b": [r[1] for r in rows]}, schema=plan.schema))
    text = table_csv(table).decode()
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(unescaped(row["a"]), float(row["b"])) for row in read] == rows


def test_numbers_are_never_marked():
    plan = Plan(
        name="t", title="T", about="A.", key=("a",), columns=(Column(name="a", about="A.", type=ColumnType.NUMBER),)
    )
    numbers = [-0.6, 1200.0, 1e21, 1e-7, 0.1]
    text = table_csv(table_of(plan, [{"a": one} for one in numbers])).decode()
    assert text.split("\r\n")[1:4] == ["-0.6", "1200", "1000000000000000000000"]
    assert [float(one) for one in text.split("\r\n")[1:-1]] == numbers


def test_a_hostile_name_is_marked_in_csv_and_stands_as_it_is_elsewhere(view):
    row = dict.fromkeys(INDICATORS.column_names, "plain") | {
        "name": HOSTILE, "meaning": "two\r\nlines, and a \"mark\"", "decimal_places": 1, "seasonal": False,
    }  # fmt: skip
    table = table_of(INDICATORS, [row])
    read = next(iter(csv.DictReader(io.StringIO(table_csv(table).decode(), newline=""))))
    assert (read["name"], read["meaning"]) == (f"'{HOSTILE}", row["meaning"])
    hostile = replace(view, title=HOSTILE, tables=(replace_name(view.observations), *view.tables[1:]))
    assert json.loads(observations_json(hostile))["observations"][0]["name"] == HOSTILE
    assert json.loads(observations_json(hostile))["title"] == HOSTILE
    assert "<script" not in readme(replace(view, title="<script>x</script>")).decode()


def replace_name(table):
    rows = table.rows.slice(0, 1)
    place = rows.schema.get_field_index("name")
    return Table(plan=table.plan, rows=rows.set_column(place, rows.schema.field(place), pa.array([HOSTILE])))


# ------------------------------------------------------------------------------------------------------
# The folder
# ------------------------------------------------------------------------------------------------------


def names_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_an_earlier_export_is_replaced_whole(files, folder):
    fewer = {name: content for name, content in files.items() if "history" not in name}
    write_folder(folder, fewer)
    assert names_in(folder) == set(fewer)
    assert [path.name for path in folder.parent.iterdir()] == ["open"]  # nothing is left beside it


def test_an_empty_folder_is_filled(files, tmp_path):
    write_folder(tmp_path, files)
    assert names_in(tmp_path) == set(files)


def test_a_folder_with_anything_else_in_it_is_refused_and_untouched(files, folder):
    (folder / "notes.docx").write_bytes(b"mine")
    before = {name: (folder / name).read_bytes() for name in names_in(folder)}
    with pytest.raises(
        DashboardError, match=r"notes\.docx, which is not of an earlier export.*Nothing has been written"
    ):
        write_folder(folder, {})
    assert {name: (folder / name).read_bytes() for name in names_in(folder)} == before


@pytest.mark.parametrize("description", [None, "{", "[]", "{}", '{"made_by": "scorecard export"}', '{"resources": []}'])
def test_a_folder_that_is_no_export_is_refused(tmp_path, description):
    (tmp_path / "mine.csv").write_text("a\n", encoding="utf-8")
    if description is not None:
        (tmp_path / DESCRIPTOR).write_text(description, encoding="utf-8")
    with pytest.raises(DashboardError, match="not of an earlier export"):
        check_folder(tmp_path)


def test_a_file_or_a_folder_in_nowhere_is_refused(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DashboardError, match="is a file"):
        check_folder(tmp_path / "file")
    with pytest.raises(DashboardError, match="There is no folder"):
        check_folder(tmp_path / "nowhere" / "open")


def test_a_link_laid_in_an_export_is_refused_and_stays(files, folder, tmp_path):
    (folder / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(DashboardError, match="holds elsewhere, which is not"):
        write_folder(folder, files)
    assert (folder / "elsewhere").is_symlink()


def test_a_disk_of_others_is_not_read_through(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "mine.csv").write_text("", encoding="utf-8")
    walk = os.walk(tmp_path)
    monkeypatch.setattr(open_data_package.os, "walk", lambda _: iter([next(walk)]))
    with pytest.raises(DashboardError, match=r"mine\.csv"):
        check_folder(tmp_path)
    assert [str(tmp_path / "a")] == [at for at, _, _ in walk]


def test_the_folder_that_the_command_runs_in_is_not_taken_away_from_under_it(tmp_path, monkeypatch):
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for folder in (Path(), tmp_path / "inner", tmp_path):
        with pytest.raises(DashboardError, match="runs inside"):
            check_folder(folder)
    check_folder(Path("open"))


def test_a_link_is_followed_and_one_that_leads_to_itself_refused(files, folder, tmp_path):
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    write_folder(tmp_path / "link", files)
    assert (tmp_path / "link").is_symlink()
    assert names_in(folder) == set(files)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(DashboardError):
        write_folder(tmp_path / "loop", files)


def test_where_it_cannot_be_moved_the_earlier_export_stays(files, folder, monkeypatch):
    rename = os.rename

    def failing(source, target, **more):
        if str(source).endswith("new"):
            raise PermissionError(13, "Permission denied")
        return rename(source, target, **more)

    monkeypatch.setattr(open_data_package.Path, "rename", lambda self, target: failing(self, target))
    with pytest.raises(DashboardError, match="cannot be written: Permission denied"):
        write_folder(folder, {"README.md": b"new"})
    assert names_in(folder) == set(files)
    assert [path.name for path in folder.parent.iterdir()] == ["open"]


def test_where_the_disk_is_full_the_earlier_export_stays(files, folder, monkeypatch):
    def full(self, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(open_data_package.Path, "write_bytes", full)
    with pytest.raises(DashboardError, match="No space left"):
        write_folder(folder, {"README.md": b"new"})
    assert names_in(folder) == set(files)


def test_the_reference_page_describes_every_column(root):
    """The page is made of ``table_section``; after a change, write the section of the table anew."""
    page = (root / "docs" / "reference" / "open-data.md").read_text(encoding="utf-8")
    whole = (
        observations_plan(with_places=True), HISTORY, INDICATORS, TARGETS, JUDGEMENTS, COMPARISONS,
        editions_plan(with_names=True), REPORTS, AREAS,
    )  # fmt: skip
    for plan in whole:
        assert "\n\n".join(table_section(plan)) in page, plan.name
