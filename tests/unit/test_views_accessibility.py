"""The accessibility statement: one text for page and documentation, and whom to ask."""

from pathlib import Path

from dashboard.views.accessibility import accessibility_markdown, build_accessibility

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "accessibility.md"


def test_the_documentation_says_what_the_page_says():
    assert DOCUMENT.read_text(encoding="utf-8") == accessibility_markdown(build_accessibility("the council"))


def test_no_cell_of_the_documentation_breaks_its_table():
    for line in accessibility_markdown(build_accessibility("Anyshire")).splitlines():
        if line.startswith("|"):
            assert line.count("|") == 4


def test_the_contact_is_named_where_there_is_one():
    said = " ".join(build_accessibility("Anyshire", "performance@anyshire.example").formats)
    assert "Anyshire's performance team (performance@anyshire.example)" in said


def test_without_a_contact_nothing_stands_in_its_place():
    said = " ".join(build_accessibility("Anyshire").formats)
    assert "Anyshire's performance team for large print" in said
    assert "None" not in said
