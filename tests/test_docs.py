"""The documents say what the product does: reference pages, README, changelog and the table of issues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.catalogue.docs import render_docs, write_docs
from dashboard.catalogue.load import load_catalogue
from dashboard.issues import ISSUE_KINDS

README_LINES = 120
CHANGELOG_HEADINGS = ["Added", "Changed", "Fixed", "Figures"]
# Where a link of a page leads, a picture's too.
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Constructor arguments that carry an issue's code.
CODE_ARGUMENTS = frozenset({"code", "fault"})


def source_files(root: Path) -> list[Path]:
    return sorted((root / "dashboard").rglob("*.py"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def literals(root) -> frozenset[str]:
    """Every string literal of the product outside the table of issues itself."""
    table = root / "dashboard" / "issue_kinds"
    return frozenset(
        node.value
        for path in source_files(root)
        if table not in path.parents
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@pytest.mark.parametrize("name", ["catalogue.md", "indicators.md", "issues.md", "layouts.md"])
def test_the_reference_pages_are_those_that_the_product_writes(root, name):
    rendered = render_docs(load_catalogue(root / "indicators.yaml"))[name]
    kept = root / "docs" / "reference" / name
    assert kept.read_text(encoding="utf-8") == rendered, f"{name} is stale: run `scorecard catalogue docs`"


def test_no_other_page_claims_to_be_written_by_the_product(root):
    rendered = render_docs(load_catalogue(root / "indicators.yaml"))
    made = {path.name for path in (root / "docs").rglob("*.md") if "Made by `scorecard" in path.read_text("utf-8")}
    assert made == set(rendered)


def test_writing_the_pages_makes_the_folder_and_gives_the_paths(root, tmp_path):
    written = write_docs(load_catalogue(root / "indicators.yaml"), tmp_path / "docs" / "reference")
    assert [path.name for path in written] == ["catalogue.md", "indicators.md", "issues.md", "layouts.md"]
    assert all(path.read_text(encoding="utf-8").startswith("<!-- Made by") for path in written)


def test_the_reference_names_every_indicator_and_every_issue(root):
    catalogue = load_catalogue(root / "indicators.yaml")
    pages = render_docs(catalogue)
    assert all(f"`{indicator.id}`" in pages["indicators.md"] for indicator in catalogue.indicators)
    assert all(f"`{code}`" in pages["issues.md"] for code in ISSUE_KINDS)


def test_the_readme_is_short(root):
    readme = root / "README.md"
    if not readme.exists():
        pytest.skip("there is no README yet")
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= README_LINES


def written_pages(root: Path) -> list[Path]:
    return [*root.glob("*.md"), *(root / "docs").rglob("*.md")]


def test_every_link_leads_to_a_file_that_is_there(root):
    dead = [
        f"{path.relative_to(root)}: {link}"
        for path in written_pages(root)
        for link in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in link and not (path.parent / link.partition("#")[0]).exists()
    ]
    assert dead == []


def test_the_check_of_links_sees_links():
    assert LINK.findall("[a](b.md), ![c](d.png) and [e](f.md#g)\n[h](<i>)") == ["b.md", "d.png", "f.md#g", "<i>"]


def test_the_readme_leads_to_every_guide(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    guides = [str(path.relative_to(root)) for path in (root / "docs" / "how-to").glob("*.md")]
    assert len(guides) > 5
    assert [guide for guide in guides if f"({guide})" not in readme] == []


def test_every_release_in_the_changelog_has_its_four_headings(root):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = text.split("\n## ")[1:]
    assert releases
    for release in releases:
        headings = [line.removeprefix("### ") for line in release.splitlines() if line.startswith("### ")]
        assert headings == CHANGELOG_HEADINGS, release.splitlines()[0]


@pytest.mark.parametrize("code", ISSUE_KINDS)
def test_every_issue_of_the_table_is_raised_somewhere(literals, code):
    assert code in literals


def test_every_code_that_is_raised_stands_in_the_table(root):
    unknown = [
        f"{path.relative_to(root)}:{node.value.lineno} {node.value.value}"
        for path in source_files(root)
        for node in nodes(path)
        if isinstance(node, ast.keyword)
        and node.arg in CODE_ARGUMENTS
        and isinstance(node.value, ast.Constant)
        and node.value.value  # an empty fault is no fault
        and node.value.value not in ISSUE_KINDS
    ]
    assert unknown == []


def test_the_check_of_codes_sees_the_codes(root):
    seen = [
        node.value.value
        for path in source_files(root)
        for node in nodes(path)
        if isinstance(node, ast.keyword) and node.arg in CODE_ARGUMENTS and isinstance(node.value, ast.Constant)
    ]
    assert len(set(seen) & set(ISSUE_KINDS)) > 30
