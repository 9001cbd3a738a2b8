"""The layouts beside the catalogue: as strict as the catalogue, added to without losing what people wrote."""

import threading
from datetime import date

import pytest

from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.catalogue.layout_files import NEW_FILE, check_layout_book, load_layout_book, save_headings
from dashboard.errors import CatalogueError
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Missing, ReportId

SOUND = """\
# Ours.
headings:
  # The contractor's column.
  - heading: "Contract value"   # since 2019
    role: "not read"
data_periods: {R12: rolling_12_months}
missing:
  "nil return": not_available
"""


def heading(text="Latest figure", role=ColumnRole.PERIOD, **more):
    return HeadingEntry(heading=text, role=role, **more)


def faults(text, reports=None):
    return check_layout_book(text, "layouts.yaml", reports)[1]


def test_without_a_file_the_book_is_empty(tmp_path):
    assert load_layout_book(tmp_path / "layouts.yaml") == LayoutBook()


@pytest.mark.parametrize("text", ["", "\n\n", "# only words\n  # more\n", NEW_FILE, "\ufeff# a mark first\n"])
def test_a_file_of_comments_is_an_empty_book(text):
    assert check_layout_book(text, "layouts.yaml") == (LayoutBook(), [])


def test_a_sound_file_is_read(tmp_path):
    path = tmp_path / "layouts.yaml"
    path.write_text(SOUND, encoding="utf-8")
    book = load_layout_book(path)
    assert [(one.heading, one.role) for one in book.headings] == [("Contract value", ColumnRole.IGNORED)]
    assert book.data_periods == {"R12": Basis.ROLLING_12_MONTHS}
    assert book.missing == {"nil return": Missing.NOT_AVAILABLE}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("headings:", "heddings:", 2, "Did you mean headings?"),
        ('role: "not read"', 'roll: "not read"', 5, "Did you mean role?"),
        ('role: "not read"', 'role: "targett"', 5, "Did you mean target?"),
        ('role: "not read"', 'role: "benchmark"', 4, "give 'area' for a benchmark column"),
        ('role: "not read"', 'role: "not read"\n    months_before: 1', 4, "'months_before' is for a period column"),
        ('role: "not read"', 'role: "month or quarter"\n    months_before: 99', 6, "99 is above 36"),
        ('"Contract value"', '""', 4, "is blank"),
        ("rolling_12_months", "rolling", 6, "rolling_12_months"),
        ("not_available", "unknown", 8, "not one of"),
        ('role: "not read"', 'role: "not read"\n  - {heading: "CONTRACT  value", role: name}', 6, "stands twice"),
        ("headings:", "headings: [", 4, "not valid YAML"),
    ],
)
def test_every_fault_has_its_line(old, new, line, words):
    assert old in SOUND
    found = faults(SOUND.replace(old, new, 1))
    said = [f"{issue.what} {issue.hint}" for issue in found]
    assert any(words in one for one in said), said
    assert line in {issue.line for issue in found}, found


def test_a_report_must_be_the_catalogue_s():
    text = SOUND.replace('role: "not read"', 'role: "not read"\n    report: scorecrd')
    assert faults(text) == []
    (issue,) = faults(text, ["scorecard", "council-plan"])
    assert (issue.line, issue.hint) == (6, "Did you mean scorecard?")


def test_the_first_heading_makes_the_file(tmp_path):
    path = tmp_path / "layouts.yaml"
    book = save_headings(
        path, [heading(months_before=0, report=ReportId("small"), added_by="P. Officer", added_on=date(2026, 3, 2))]
    )
    assert load_layout_book(path) == book
    assert (
        path.read_text(encoding="utf-8")
        == NEW_FILE
        + """\
headings:
  - heading: "Latest figure"
    role: "month or quarter"
    months_before: 0
    report: small
    added_by: "P. Officer"
    added_on: 2026-03-02
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        SOUND.replace("\n", "\r\n"),
        SOUND.rstrip("\n"),
        "# nothing yet\n",
        "missing: {gone: suppressed}",
        "headings: []\n# after\n",
        "headings: [{heading: A, role: name}]\n",
        "headings:\n- heading: A\n  role: name\n# after\n",
    ],
)
def test_saving_keeps_every_line_that_was_there(tmp_path, text):
    path = tmp_path / "layouts.yaml"
    path.write_bytes(text.encode())
    before = load_layout_book(path)
    entries = [heading("SN: average #1", ColumnRole.BENCHMARK, area=AreaRole.STATISTICAL_NEIGHBOURS), heading('"x"')]
    book = save_headings(path, entries)
    after = path.read_bytes().decode()
    assert book.headings == (*before.headings, *entries)
    assert book.missing == before.missing
    assert all(line in after for line in text.splitlines() if "[" not in line)
    assert ("\r\n" in text) == ("\r\n" in after)


def test_a_heading_that_is_known_already_is_refused_and_nothing_changes(tmp_path):
    path = tmp_path / "layouts.yaml"
    path.write_text(SOUND, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        save_headings(path, [heading("contract VALUE")])
    assert "stands twice" in refused.value.issues[0].what
    assert path.read_text(encoding="utf-8") == SOUND


def test_a_file_with_faults_is_not_added_to(tmp_path):
    path = tmp_path / "layouts.yaml"
    path.write_text(SOUND.replace("role:", "rule:"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="faults"):
        save_headings(path, [heading()])


def test_officers_who_save_at_one_time_lose_nothing(tmp_path):
    path = tmp_path / "layouts.yaml"
    savers = [threading.Thread(target=save_headings, args=(path, [heading(f"Column {n}")])) for n in range(12)]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join()
    assert {one.heading for one in load_layout_book(path).headings} == {f"Column {n}" for n in range(12)}
    assert [one.name for one in tmp_path.iterdir()] == ["layouts.yaml"]
