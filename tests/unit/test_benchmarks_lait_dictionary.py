"""Reading the interactive tool's dictionary, and the table of measures that is shipped."""

import pytest
from benchmark_fixtures import DATA
from hypothesis import given
from hypothesis import strategies as st
from lait_builders import A_ROW, HEADING, a_dictionary, a_measure

from dashboard.benchmarks.lait_dictionary import (
    is_lait_dictionary_heading,
    main,
    parse_lait_dictionary,
    plain_prose,
    read_lait_dictionary,
    without_contacts,
)
from dashboard.benchmarks.lait_measures import format_lait_measures, load_lait_measures, measure_ids, parse_unit
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.errors import BenchmarkError, DashboardError
from dashboard.vocabulary import Polarity, Unit

CONTACTS = "Data Owner (DO) /Supplier and Contact Details"


def only(content):
    (measure,) = parse_lait_dictionary(content).values()
    return measure


def read(content):
    return read_lait_dictionary(read_text_rows(content, "dictionary.csv"), "dictionary.csv")


def test_a_measure_is_read_with_all_that_is_kept():
    measure = only(a_dictionary({"Measure_short": "Swim"}))
    assert (measure.short, measure.code, measure.topic, measure.name) == ("Swim", "7", "Key Stage 2", "Pupils who swim")
    assert (measure.polarity, measure.decimals, measure.year_type) == (Polarity.HIGHER_IS_BETTER, 1, "Academic Year")
    assert (measure.unit, measure.unit_words, measure.has_quartiles) == (Unit.PER_CENT, "% of pupils", True)
    assert (measure.last_update, measure.next_update, measure.link) == ("2025-11-01", "TBC", "https://example.org/ks2")


@pytest.mark.parametrize(
    ("printed", "polarity"),
    [
        ("High", Polarity.HIGHER_IS_BETTER),
        ("low", Polarity.LOWER_IS_BETTER),
        ("-", Polarity.NO_POLARITY),
        ("NA", Polarity.NO_POLARITY),
        ("", Polarity.NO_POLARITY),
    ],
)
def test_polarities(printed, polarity):
    assert only(a_dictionary({"Polarity": printed})).polarity is polarity
    assert read(a_dictionary({"Polarity": printed})).issues == ()


@pytest.mark.parametrize(("printed", "decimals"), [("NA", 1), ("", 1), ("0", 0), ("2", 2), ("many", 1), ("99", 1)])
def test_decimals(printed, decimals):
    assert only(a_dictionary({"dps": printed})).decimals == decimals


@pytest.mark.parametrize(("printed", "has"), [("N", False), ("n", False), ("NA", True), ("", True), ("Y", True)])
def test_measures_without_quartile_bands(printed, has):
    assert only(a_dictionary({"No_Quartile": printed})).has_quartiles is has


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("% achieving expected level", Unit.PER_CENT),
        ("Rate per 10,000", Unit.RATE_PER_10000),
        ("Rate per 10,000 of 10-17 population", Unit.RATE_PER_10000),
        ("Rate per 100,000", None),
        ("Rate per 1000 live births", None),
        ("Number of plans", Unit.COUNT),
        ("Average Score", Unit.AVERAGE),
        ("Starters FTE", Unit.FULL_TIME_EQUIVALENT),
        ("Unit Cost", None),
        ("Score", None),
        ("", None),
    ],
)
def test_units_are_ours_only_where_they_are(words, unit):
    assert parse_unit(words) is unit


def test_a_percentage_by_name_is_one_whatever_its_axis_says():
    assert a_measure(name="Percentage rate of turnover", unit_words="Turnover rate").unit is Unit.PER_CENT


@pytest.mark.parametrize(
    ("rows", "topic"),
    [
        ((("Absence", "45778"), ("In need", "46113")), "In need"),
        ((("In need", "46113"), ("Absence", "45778")), "In need"),
        ((("First", "45962"), ("Second", "45962")), "First"),
        ((("Known", "45962"), ("New", "New data")), "Known"),
        ((("Words", "New data"), ("Day", "45962")), "Day"),
    ],
)
def test_of_a_measure_that_stands_twice_the_row_updated_last_is_used(rows, topic):
    content = a_dictionary(*({"Topic": name, "Last Update": updated} for name, updated in rows))
    assert only(content).topic == topic
    assert any("a second time" in fact for fact in read(content).facts)


def test_it_is_an_edition_without_figures():
    result = read(a_dictionary({}, {"Measure_short": "Run"}))
    assert (result.dataset, result.series, result.latest) == ("lait-dictionary", "lait-dictionary", None)
    assert (len(result.observations), result.rows_in, result.rows_kept, result.issues) == (0, 2, 2, ())
    assert result.facts[0].startswith("2 measures are described")


def test_a_title_may_stand_above_the_heading():
    assert only(a_dictionary({}, above=("Dictionary",))).short == "Swim"


def test_owners_and_contacts_are_never_kept():
    content = a_dictionary({"Description": "Ask a.person@example.org or see below."})
    kept = without_contacts(content)
    assert b"A Person" in content
    assert b"A Person" not in kept
    assert b"example.org or" not in kept
    assert without_contacts(kept) == kept
    assert only(kept) == only(content)
    assert "@" not in repr(only(content))
    assert "A Person" not in repr(only(content))


def test_what_holds_no_contacts_is_kept_byte_for_byte():
    content = a_dictionary({}, drop=CONTACTS)
    assert without_contacts(content) == content
    assert not any("owners" in fact for fact in read(content).facts)


@pytest.mark.parametrize("column", ["Measure", "Polarity", "Year_Type"])
def test_a_missing_column_refuses_it(column):
    result = read(a_dictionary({}, drop=column))
    assert [issue.code for issue in result.issues] == ["benchmark-missing-column"]
    assert result.facts == ()


@pytest.mark.parametrize("change", [{"Polarity": "Sideways"}, {"Year_Type": "Moon"}, {"Year_Type": ""}])
def test_words_that_are_not_known_are_named_with_their_row(change):
    (issue,) = read(a_dictionary({}, {"Measure_short": "Run", **change})).issues
    assert (issue.code, issue.cell) == ("benchmark-unreadable-value", "row 3")
    assert "Run" in issue.what


def test_other_files_are_no_dictionary():
    assert is_lait_dictionary_heading(HEADING)
    assert not is_lait_dictionary_heading(("Short Desc", "Years", "LA Number", "Values"))
    with pytest.raises(BenchmarkError) as caught:
        parse_lait_dictionary(b"a,b\n1,2\n")
    assert [issue.code for issue in caught.value.issues] == ["benchmark-not-recognised"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("One.\r\r\n\r\r\nTwo\u00a0words.", "One.\n\nTwo words."),
        ("<p>Share of <b>all</b> children</p>next", "Share of all children\nnext"),
        ("a &amp; b &lt;18", "a & b <18"),
        ("Mood <affective> disorders", "Mood <affective> disorders"),
        ("under <18yrs and 5 > 4", "under <18yrs and 5 > 4"),
        ("line\\nnext_x000D_third", "line\nnext\nthird"),
        ("\uf0b7 point\u202fone", "• point one"),
        ("Mail a.b@example.gov.uk now", "Mail now"),
        ("bell\x07", "bell"),
    ],
)
def test_prose_is_plain_text(written, plain):
    assert plain_prose(written).replace("  ", " ") == plain


@given(st.text(max_size=200))
def test_prose_never_keeps_an_address_or_a_control_character(text):
    cleaned = plain_prose(f"{text} someone@example.org")
    assert "someone@example.org" not in cleaned
    assert all(letter == "\n" or letter.isprintable() for letter in cleaned)


def test_ids_are_readable_and_differ():
    ids = measure_ids(("Hosp_Adm_Alc_<18yrs", "%_3&4yr_olds", "LAC_Fixed_ Ex", "CIN"))
    assert list(ids.values()) == [
        "lait.hosp-adm-alc-under-18yrs", "lait.percent-3-and-4yr-olds", "lait.lac-fixed-ex", "lait.cin",
    ]  # fmt: skip


def test_descriptions_that_differ_in_punctuation_only_have_ids_of_their_own():
    apart = measure_ids(("A_B", "a b", "C"))
    assert len(set(apart.values())) == 3
    assert apart["C"] == "lait.c"
    assert measure_ids(("a b", "A_B"))["A_B"] == apart["A_B"]


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=30))
def test_every_description_has_an_id_of_its_own(shorts):
    ids = measure_ids(shorts)
    assert len(set(ids.values())) == len(shorts)
    assert all(one.startswith("lait.") and len(one) > len("lait.") for one in ids.values())


def test_the_shipped_table_reads_back_as_it_was_written(tmp_path):
    given_measures = [
        a_measure(),
        a_measure("Run, far", definition='He said "go".\n\nSecond, part.', has_quartiles=False),
    ]
    (tmp_path / "lait_measures.csv").write_text(format_lait_measures(given_measures), encoding="utf-8")
    assert load_lait_measures(tmp_path) == {one.short: one for one in given_measures}


def test_a_folder_without_the_table_has_no_measures_and_a_broken_table_says_so(tmp_path):
    assert load_lait_measures(tmp_path) == {}
    (tmp_path / "lait_measures.csv").write_text("short,code\nSwim,7\n", encoding="utf-8")
    with pytest.raises(DashboardError, match=r"lait_measures\.csv cannot be read"):
        load_lait_measures(tmp_path)


def test_the_module_writes_the_shipped_table(tmp_path, capsys):
    (tmp_path / "reference").mkdir()
    source = tmp_path / "dictionary.csv"
    source.write_bytes(a_dictionary({}))
    assert main([str(source), str(tmp_path)]) == 0
    assert load_lait_measures(tmp_path / "reference")["Swim"].name == A_ROW["Measure"]
    assert main([str(tmp_path / "none.csv"), str(tmp_path)]) == 1
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.shared
def test_the_shipped_table_is_the_dictionary_of_2026(shared_folder):
    content = (shared_folder / "benchmarks" / "lait" / "lait_data_dictionary.csv").read_bytes()
    found = parse_lait_dictionary(content)
    assert format_lait_measures(found.values()) == (DATA / "reference" / "lait_measures.csv").read_text(
        encoding="utf-8"
    )
    result = read(content)
    assert (len(found), result.rows_in, result.issues) == (434, 448, ())
    assert all(one.years is not None for one in found.values())
