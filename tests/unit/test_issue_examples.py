"""Every issue code is raised by the product itself, in the very words that the reference page quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from fixtures.issue_books import Office
from fixtures.issue_scenarios import SCENARIOS

from dashboard.catalogue.issue_examples import EXAMPLES_FILE, IssueExample, load_examples
from dashboard.catalogue.issue_pages import AWKWARD_CODES, gravity, issues_page, plain
from dashboard.issues import ISSUE_KINDS, Issue
from dashboard.vocabulary import Severity

EXAMPLES = load_examples()
HEAD = """\
# One example of every issue code, in the order of the table. `when` is written by hand; `place` and `what` are what the
# product says in the scenarios of tests/fixtures/issue_scenarios.py, and are written anew by
# `pytest tests/unit/test_issue_examples.py --refresh-golden`.
"""
# Stands for the sentence that is still to be written for a new code, and fails until it is.
UNSAID = "?"
# Words that differ from one machine or run to the next.
PASSING = re.compile(r"/tmp|/home|/root|pytest|\bat 0x|\d{4}-\d{2}-\d{2}T")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(folder=tmp_path_factory.mktemp("office"))
    yield office
    office.close()


@pytest.fixture(scope="module")
def raised(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Issue | None]:
    """What each scenario's code is raised with; every scenario works in a folder of its own."""
    found: dict[str, Issue | None] = {}
    with pytest.MonkeyPatch.context() as patch:
        for code, scenario in SCENARIOS.items():
            patch.chdir(tmp_path_factory.mktemp("scenario"))
            found[code] = next((issue for issue in scenario(office) if issue.code == code), None)
    return found


def write_examples(raised: dict[str, Issue | None]) -> None:
    entries = {
        code: {"when": EXAMPLES[code].when if code in EXAMPLES else UNSAID, "place": issue.place, "what": issue.what}
        for code in ISSUE_KINDS
        if (issue := raised[code]) is not None
    }
    text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=110)
    Path(str(files("dashboard.catalogue") / EXAMPLES_FILE)).write_text(f"{HEAD}\n{text}", encoding="utf-8")


def test_every_code_has_a_scenario():
    assert set(SCENARIOS) == set(ISSUE_KINDS)


@pytest.mark.parametrize("code", ISSUE_KINDS)
def test_the_product_really_raises_it(raised, code):
    assert raised[code] is not None


def test_the_examples_are_what_the_product_says(raised, pytestconfig):
    if pytestconfig.getoption("--refresh-golden"):
        write_examples(raised)
    said = {code: (issue.place, issue.what) for code, issue in raised.items() if issue is not None}
    kept = {code: (example.place, example.what) for code, example in load_examples().items()}
    assert said == kept, "run with --refresh-golden, then `scorecard catalogue docs`"


def test_the_examples_stand_in_the_order_of_the_table():
    assert list(EXAMPLES) == list(ISSUE_KINDS)


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_is_a_sentence_without_anything_of_this_machine(code):
    example = EXAMPLES[code]
    assert example.when.endswith(".")
    assert example.what.endswith((".", "?"))
    assert not PASSING.search(f"{example.place} {example.what}")


def test_an_issue_about_a_cell_has_a_cell():
    """What leaves a cell out of a workbook says which, and so does what is kept in spite of a doubt about a cell."""
    cells = re.compile(r".+![A-Z]{1,3}\d+|.+, row \d+")
    about_a_cell = [
        code for code, kind in ISSUE_KINDS.items() if kind.severity is Severity.ERROR and not kind.refuses_file
    ]
    assert [code for code in about_a_cell if not cells.fullmatch(EXAMPLES[code].place)] == []


def test_the_page_has_every_code_once_with_its_example_and_remedy():
    page, examples = issues_page(), load_examples()
    for code, kind in ISSUE_KINDS.items():
        (block,) = re.findall(rf"^### `{code}`\n\n(.*?)(?=^##|\Z)", page, flags=re.MULTILINE | re.DOTALL)
        assert plain(examples[code].what) in block
        assert plain(kind.remedy) in block
        assert block.count("\n> ") == 1


@pytest.mark.parametrize(
    ("code", "with_file", "words"),
    [
        ("zip-bomb", True, "Stops the file"),
        ("store-full", False, "Stops the work"),
        ("error-cell", True, "Leaves the cell out"),
        ("rag-disagrees", True, "Check"),
        ("number-differs", True, "For information"),
    ],
)
def test_gravity_is_said_in_plain_words(code, with_file, words):
    assert gravity(ISSUE_KINDS[code], with_file=with_file) == words


def test_markdown_shows_a_text_as_it_stands():
    assert plain(r"<20% of *all* at \\server [x]") == r"\<20% of \*all\* at \\\\server \[x]"


def test_an_example_that_lacks_a_part_is_refused():
    with pytest.raises(ValueError, match="what"):
        IssueExample.model_validate({"when": "It is.", "place": ""})


def test_the_codes_of_the_awkward_workbooks_are_ours():
    assert set(AWKWARD_CODES) <= set(ISSUE_KINDS)
    assert {one for finer in AWKWARD_CODES.values() for one in finer} <= set(ISSUE_KINDS)


@pytest.mark.shared
def test_every_code_of_the_awkward_workbooks_is_explained(shared_folder):
    text = (shared_folder / "workbooks" / "README.md").read_text(encoding="utf-8")
    listed = text.partition("Codes:")[2].partition("\n\n")[0].partition("\n**")[0]
    assert set(re.findall(r"`([a-z0-9-]+)`", listed)) == set(AWKWARD_CODES)
