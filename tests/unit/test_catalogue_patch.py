"""A name or number put into the catalogue's text: nothing else moves, the result loads, the patch applies."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from catalogue_snippets import FILE, a_catalogue, spoilt
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.apply import CHANGES_FOLDER, apply_patch
from dashboard.catalogue.diff import apply_diff, unified_diff
from dashboard.catalogue.edit import compose, end_of, quoted
from dashboard.catalogue.load import check_catalogue
from dashboard.catalogue.names import name_key
from dashboard.catalogue.patch import AliasEntry, NumberEntry, add_entries, make_patch
from dashboard.catalogue.schema import Catalogue
from dashboard.errors import CatalogueError
from dashboard.periods import month
from dashboard.vocabulary import Basis, IndicatorId, ReportId

DAY = date(2026, 3, 2)
OCTOBER = month(2019, 10)
REPORT = ReportId("scorecard")
BLOCK = """\
    aliases:  # as printed
      # the first name
      - report: scorecard   # ours
        name: "Printed first"
        basis: in_month
        numbers:
          - {number: "1.1"}  # since ever

      # after the last name
"""
IN_BRACKETS = "    aliases: [{report: scorecard, name: Printed first, basis: in_month}]  # one\n"
BRACKETS_OVER_LINES = """\
    aliases: [
      {report: scorecard, name: Printed first, basis: in_month},  # one
      {report: scorecard, name: Also first, basis: in_month}{comma}  # two
    ]
"""
ONE_LINE_ITEMS = """\
    aliases:
      - {report: scorecard, name: Printed first, basis: in_month}
"""
OLD = ONE_LINE_ITEMS
STYLES = {
    "block": BLOCK,
    "one line": ONE_LINE_ITEMS,
    "brackets": IN_BRACKETS,
    "brackets over lines": BRACKETS_OVER_LINES.replace("{comma}", ""),
    "brackets over lines, a comma at the end": BRACKETS_OVER_LINES.replace("{comma}", ","),
    "brackets that close on the last line": "    aliases: [\n      {report: scorecard, name: Printed first, "
    "basis: in_month}]\n",
    "empty brackets": "    aliases: []\n",
    "empty brackets with a comment": "    aliases: [ # none\n    ]\n",
    "none": "",
    "dashes not indented": "    aliases:\n    - report: scorecard\n      name: Printed first\n      basis: in_month\n",
    "folded name at the end": "    aliases:\n      - report: scorecard\n        basis: in_month\n        name: >-\n"
    "          Printed\n          first\n\n",
}
AWKWARD = (
    "Visits: % in time", "Visits # 4", '"Quoted" visits', "It's a visit", "* starred later", "- a dash", "[x] {y}",
    "100%", "back\\slash", "yes", "2019-10", "£ per head", "naïve café", "tab\there", "a\u2028b", "null", "&anchor",
    "!tag name", "| pipe", "> more", "@at", "`tick", "%TAG", "Zoë’s – plan", "\ufeffbom",
)  # fmt: skip


def alias(name="New name", **more):
    given = {"indicator": IndicatorId("first"), "report": REPORT, "name": name, "basis": Basis.IN_MONTH}
    return AliasEntry(**(given | more))


def in_style(style: str) -> str:
    return spoilt(OLD, STYLES[style], a_catalogue("first", "second"))


def loaded(text: str) -> Catalogue:
    catalogue, issues = check_catalogue(text, FILE)
    assert catalogue is not None
    assert issues == []
    return catalogue


def names(text: str) -> list[str]:
    return [one.name for one in loaded(text).indicators[0].aliases]


def added_lines(old: str, new: str) -> list[str]:
    """The lines of the new text that are not in the old one, which must be there in order."""
    rest = iter(new.splitlines(keepends=True))
    added = []
    for line in old.splitlines(keepends=True):
        for candidate in rest:
            if candidate == line:
                break
            added.append(candidate)
        else:
            pytest.fail(f"{line!r} is gone")
    return [*added, *rest]


@pytest.mark.parametrize("style", STYLES)
def test_an_alias_is_added_in_every_style_of_list(style):
    old = in_style(style)
    before = names(old)
    new = add_entries(old, [alias(number="1.10", since=OCTOBER)], FILE)
    fresh = loaded(new).indicators[0].aliases[-1]
    assert names(new) == [*before, "New name"]
    assert (fresh.since, fresh.numbers[0].number, fresh.numbers[0].since) == (OCTOBER, "1.10", OCTOBER)
    assert old.count("#") == new.count("#")


@pytest.mark.parametrize("style", ["block", "one line", "none", "dashes not indented", "folded name at the end"])
def test_every_old_line_stays_byte_for_byte(style):
    old = in_style(style)
    added = added_lines(old, add_entries(old, [alias()], FILE))
    assert any("New name" in line for line in added)
    assert len(added) <= 4


def test_an_alias_is_written_as_its_neighbours_are():
    new = add_entries(in_style("block"), [alias(number="2", since=OCTOBER)], FILE)
    assert (
        """\
          - {number: "1.1"}  # since ever
      - report: scorecard
        name: "New name"
        basis: in_month
        numbers:
          - {number: "2", since: 2019-10}
        since: 2019-10

      # after the last name
"""
        in new
    )
    assert '\n      - {report: scorecard, name: "New name", basis: in_month}\n' in add_entries(
        in_style("one line"), [alias()], FILE
    )


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("style", ["block", "brackets"])
def test_awkward_names_come_back_as_they_were(name, style):
    new = add_entries(in_style(style), [alias(name + " of children")], FILE)
    assert name_key(names(new)[-1]) == name_key(name + " of children")


@given(st.text(min_size=1, max_size=30))
def test_quoted_words_are_read_back(words):
    assert yaml.safe_load(quoted(words)) == words or any("\ud800" <= one <= "\udfff" for one in words)


@given(st.lists(st.text(alphabet="ab: #'\"-*&!|>%@`{}[],\\\n\t£é", min_size=3, max_size=20), min_size=1, max_size=3))
def test_any_names_leave_a_sound_catalogue_and_a_patch_that_makes_it(found):
    entries = {name_key(name): alias(name) for name in found if len(name_key(name)) > 2}.values()
    old = in_style("block")
    if not entries:
        return
    new = add_entries(old, list(entries), FILE)
    patch = make_patch(old, list(entries), file=FILE, by="A", why="", on=DAY)
    assert apply_diff(old, patch, FILE) == new
    assert len(names(new)) == 1 + len(entries)


def test_a_line_end_of_windows_stays():
    old = in_style("block").replace("\n", "\r\n")
    new = add_entries(old, [alias()], FILE)
    assert "\n" not in new.replace("\r\n", "")
    assert apply_diff(old, unified_diff(old, new, FILE), FILE) == new
    # A patch that lost its line ends on the way still fits.
    assert apply_diff(old, unified_diff(old, new, FILE).replace("\r\n", "\n"), FILE) == new


def test_a_text_without_a_last_line_end():
    old = a_catalogue("first").rstrip("\n")
    new = add_entries(old, [alias()], FILE)
    assert apply_diff(old, unified_diff(old, new, FILE), FILE) == new
    assert not new.endswith("\n")


def test_marks_are_no_part_of_the_name_written():
    assert names(add_entries(in_style("one line"), [alias("*New name (See Note 3)")], FILE))[-1] == "New name"


@pytest.mark.parametrize("style", ["block", "one line", "brackets", "dashes not indented", "folded name at the end"])
def test_the_old_name_ends_in_the_month_before(style):
    new = add_entries(in_style(style), [alias(since=OCTOBER, ends="PRINTED  first*")], FILE)
    old_alias, fresh = loaded(new).indicators[0].aliases
    assert (old_alias.until, fresh.since) == (month(2019, 9), OCTOBER)


@pytest.mark.parametrize("style", ["block", "one line", "brackets", "folded name at the end"])
def test_a_new_number_ends_the_one_before(style):
    entry = NumberEntry(
        indicator=IndicatorId("first"), report=REPORT, name="Printed first", basis=Basis.IN_MONTH, number="1.2",
        since=OCTOBER,
    )  # fmt: skip
    new = add_entries(in_style(style), [entry], FILE)
    spans = [
        (span.number, str(span.since or ""), str(span.until or ""))
        for span in loaded(new).indicators[0].aliases[0].numbers
    ]
    assert spans[-1] == ("1.2", "2019-10", "")
    assert spans[:-1] == ([("1.1", "", "2019-09")] if style == "block" else [])


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (alias(indicator="frist"), "No indicator has the id 'frist'"),
        (alias(report="scorecrad"), "No report has the id 'scorecrad'"),
        (alias(basis=Basis.MONTH_END), "is reported on in_month, not month_end"),
        (alias("PRINTED first"), "has the name 'PRINTED first' in scorecard already"),
        (alias(ends="Printed first"), "Say since which month"),
        (alias(ends="No such name", since=OCTOBER), "has no name 'No such name'"),
        (alias("ab"), "too short"),
        (
            NumberEntry(
                indicator=IndicatorId("first"),
                report=REPORT,
                name="Nobody",
                basis=Basis.IN_MONTH,
                number="1",
                since=OCTOBER,
            ),
            "has no name 'Nobody'",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_reason(entry, words):
    with pytest.raises(CatalogueError, match=words) as refused:
        add_entries(in_style("block"), [entry], FILE)
    assert refused.value.issues[0].code == "catalogue-entry-refused"


def test_a_name_that_another_measure_has_leaves_faults_and_is_refused():
    with pytest.raises(CatalogueError) as refused:
        add_entries(in_style("one line"), [alias("Printed second")], FILE)
    assert "claimed by" in refused.value.issues[0].what


def test_names_that_two_measures_share_by_an_anchor_are_not_touched():
    text = a_catalogue("first", "second")
    text = spoilt(OLD, "    aliases: &shared\n      - {report: scorecard, name: Shared, basis: in_month}\n", text)
    text = text.replace("      - {report: scorecard, name: Printed second, basis: in_month}\n", "").replace(
        "    aliases:\n    targets", "    aliases: *shared\n    targets"
    )
    with pytest.raises(CatalogueError):
        add_entries(text, [alias()], FILE)


def test_the_places_of_a_text_are_characters():
    text = "a: ‘é’\nb: [1, 2]\n"
    assert text[: end_of(text, compose(text).value[0][1])].endswith("‘é’")


# ------------------------------------------------------------------------------------------------------
# The patch
# ------------------------------------------------------------------------------------------------------


def a_patch(old: str | None = None, *entries) -> str:
    return make_patch(
        old or in_style("block"), entries or [alias()], file=f"somewhere/{FILE}", by="A\n--- a/evil", why="b\nc", on=DAY
    )


def test_the_patch_says_who_when_and_why_and_what_above_the_change():
    head, _, change = a_patch().partition("--- a/indicators.yaml\n+++ b/indicators.yaml\n")
    assert head.splitlines() == [
        "# Catalogue change proposed by A --- a/evil on 2026-03-02.",
        "# Why: b c",
        '# first: name "New name" in scorecard, in_month.',
    ]
    assert [line for line in change.splitlines() if line[0] == "-"] == []


def test_a_change_of_nothing_is_refused():
    with pytest.raises(CatalogueError, match="nothing to write"):
        make_patch(in_style("block"), [], file=FILE, by="A", why="", on=DAY)


def test_git_takes_the_patch(tmp_path):
    import subprocess

    old = in_style("block")
    (tmp_path / FILE).write_text(old, encoding="utf-8")
    (tmp_path / "change.patch").write_text(a_patch(old), encoding="utf-8")
    ran = subprocess.run(["git", "apply", "change.patch"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / FILE).read_text(encoding="utf-8") == add_entries(old, [alias()], FILE)


def test_two_patches_of_one_catalogue_can_follow_each_other(tmp_path):
    path = tmp_path / FILE
    old = in_style("block")
    path.write_text(old, encoding="utf-8")
    second = alias("Other name", indicator=IndicatorId("second"))
    apply_patch(path, a_patch(old), on=DAY)
    kept = apply_patch(path, a_patch(old, second), on=DAY)
    assert [len(one.aliases) for one in loaded(path.read_text(encoding="utf-8")).indicators] == [2, 2]
    assert kept == tmp_path / CHANGES_FOLDER / "2026-03-02-02.patch"
    assert kept.read_text(encoding="utf-8") == a_patch(old, second)


def refused_on(path: Path, patch: str) -> CatalogueError:
    before = path.read_bytes()
    with pytest.raises(CatalogueError) as refused:
        apply_patch(path, patch, on=DAY)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    return refused.value


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('{number: "1.1"}', '{number: "1.7"}', "patch-does-not-fit"),
        ("      # after the last name", "      # another remark", "patch-does-not-fit"),
    ],
)
def test_a_catalogue_that_moved_refuses_the_patch(tmp_path, old, new, code):
    path = tmp_path / FILE
    text = in_style("block")
    path.write_text(spoilt(old, new, text), encoding="utf-8")
    assert refused_on(path, a_patch(text)).issues[0].code == code


def test_a_patch_applied_twice_says_so(tmp_path):
    path = tmp_path / FILE
    path.write_text(add_entries(in_style("block"), [alias()], FILE), encoding="utf-8")
    assert "holds this change already" in str(refused_on(path, a_patch()))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda patch: patch[: patch.index("@@")],
        lambda patch: patch[: len(patch) - 40],
        lambda patch: patch.replace("b/indicators.yaml", "b/settings.yaml"),
        lambda patch: patch + "--- a/other\n+++ b/other\n@@ -1 +1 @@\n-a\n+b\n",
        lambda patch: "",
        lambda patch: "\x00\ufffd",
        lambda patch: patch.replace("+      - report", "*      - report"),
    ],
)
def test_a_patch_that_is_none_is_refused(tmp_path, spoil):
    path = tmp_path / FILE
    path.write_text(in_style("block"), encoding="utf-8")
    assert refused_on(path, spoil(a_patch())).issues[0].code == "patch-unreadable"


def test_a_patch_that_leaves_faults_is_refused(tmp_path):
    path = tmp_path / FILE
    path.write_text(in_style("block"), encoding="utf-8")
    error = refused_on(path, a_patch().replace("basis: in_month", "basis: in_mnoth"))
    assert error.issues[0].code in {"catalogue-invalid", "patch-does-not-fit"}


def test_a_catalogue_that_cannot_be_written_is_left_as_it_is(tmp_path, monkeypatch):
    path = tmp_path / FILE
    path.write_text(in_style("block"), encoding="utf-8")

    def no_room(*_given, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dashboard.catalogue.files.tempfile.mkstemp", no_room)
    error = refused_on(path, a_patch())
    assert error.issues[0].code == "catalogue-not-writable"
    assert "No space left" in str(error)


def test_a_catalogue_changed_while_it_is_being_written_is_not_overwritten(tmp_path):
    from dashboard.catalogue.files import write_text

    path = tmp_path / FILE
    path.write_text("new: 1\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        write_text(path, "mine: 1\n", instead_of="old: 1\n")
    assert refused.value.issues[0].code == "catalogue-moved"


def test_the_real_catalogue_takes_a_name_for_every_measure(root):
    text = (root / "indicators.yaml").read_text(encoding="utf-8")
    catalogue, _ = check_catalogue(text, FILE)
    assert catalogue is not None
    chosen = catalogue.indicators[:: max(1, len(catalogue.indicators) // 8)]
    report = catalogue.reports[0].id
    entries = [
        AliasEntry(indicator=one.id, report=report, name=f"New: {one.name}", basis=one.forms[0], since=OCTOBER)
        for one in chosen
    ]
    new = add_entries(text, entries, FILE)
    assert len(added_lines(text, new)) == 4 * len(entries)


def test_a_patch_never_lands_in_another_measure_that_looks_the_same(tmp_path):
    """Both measures have the same lines around their names; the first is gone since the patch was made."""
    same = (
        "    aliases:\n      - report: scorecard\n        basis: in_month\n        name: Printed {}\n        numbers:\n"
    )
    same += "          - {{number: '1.1'}}\n          - {{number: '1.2', since: 2019-04}}\n"
    text = a_catalogue("first", "second")
    for one in ("first", "second"):
        text = spoilt(
            f"    aliases:\n      - {{report: scorecard, name: Printed {one}, basis: in_month}}\n",
            same.format(one),
            text,
        )
    patch = make_patch(text, [alias("Wholly new")], file=FILE, by="A", why="", on=DAY)
    assert "@@ - id: first\n" in patch
    path = tmp_path / FILE
    path.write_text(text.replace("id: first", "id: fresh"), encoding="utf-8")
    assert refused_on(path, patch).issues[0].code == "patch-does-not-fit"
    # Moved down with its own entry, it still fits.
    path.write_text("# Further words.\n\n" + text, encoding="utf-8")
    apply_patch(path, patch, on=DAY)
    assert names(path.read_text(encoding="utf-8"))[-1] == "Wholly new"
