"""What the scorecard workbook says, before it is written: columns, cells, tolerances, refusals."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from catalogue_snippets import ENTRY, HEAD, load
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.areas import load_area_book
from dashboard.catalogue.layout_book import LayoutBook
from dashboard.catalogue.schema import Bound, Target
from dashboard.editions.changes import ChangeCounts
from dashboard.errors import DashboardError
from dashboard.intake.session import Session
from dashboard.observations import Observation, Observations
from dashboard.periods import month, quarter
from dashboard.store import EditionDraft, open_store
from dashboard.views.ground import Ground
from dashboard.views.paper import Asked
from dashboard.views.workbook.build import build_workbook
from dashboard.views.workbook.cells import CellMaker, holds_shares
from dashboard.views.workbook.tolerances import FOR_INFORMATION, NO_TARGET, tolerances_of
from dashboard.views.workbook.view import YearForm
from dashboard.vocabulary import AreaCode, Audience, Basis, IndicatorId, Kind, Missing, Polarity, ReportId, Unit
from dashboard.workbook.bounds import parse_bound
from dashboard.workbook.cells import read_figure
from dashboard.workbook.grid import GridCell
from dashboard.workbook.lexicon import BUILT_IN, Lexicon

AREAS = load_area_book(Path(__file__).resolve().parents[2] / "data" / "reference")
OURS = AreaCode("E08000018")
APRIL, MAY, JUNE = (month(2019, number) for number in (4, 5, 6))
NOON = datetime(2019, 7, 10, 12, tzinfo=UTC)


def a_figure(
    value=20.7, *, indicator="first", basis=Basis.IN_MONTH, period=MAY, kind=Kind.VALUE, **more
) -> Observation:
    facts = {
        "area": OURS,
        "missing": None if value is not None else Missing.NOT_AVAILABLE,
        "sheet": "1 Front door",
        "cell": "E5",
    }
    return Observation(
        indicator=IndicatorId(indicator), basis=basis, period=period, value=value, kind=kind, **{**facts, **more}
    )


def a_session(path, *editions, text=None, **of_session) -> Session:
    """Open a store with one edition for each month and its figures."""
    store = open_store(f"sqlite:///{path / 'store.db'}")
    for as_at, figures in editions:
        draft = EditionDraft(
            report=ReportId("scorecard"), title="Scorecard", as_at=as_at, issue_number=1, issued_on=date(2019, 7, 5),
            filename="a.xlsx", content=f"{as_at}".encode(), observations=Observations.of(figures), by="Team", reason="",
            counts=ChangeCounts(added=len(figures)),
        )  # fmt: skip
        store.publish(draft, recorded_at=NOON)
    catalogue = load(text or HEAD + ENTRY.format(id="first"))
    return Session(store=store, catalogue=catalogue, areas=AREAS, **of_session)


def a_view(path, *editions, text=None, asked=Asked(), **of_session):  # noqa: B008 - a frozen value
    session = a_session(path, *editions, text=text, **of_session)
    with session.store:
        return build_workbook(Ground(session), report=None, month=None, asked=asked)


def only_row(view):
    (row,) = [row for sheet in view.sheets for row in sheet.rows]
    return row


# ------------------------------------------------------------------------------------------------------
# Cells
# ------------------------------------------------------------------------------------------------------


def a_maker(unit=Unit.PER_CENT, decimals=1, lexicon=BUILT_IN, as_share=True) -> CellMaker:
    return CellMaker(unit=unit, decimals=decimals, lexicon=lexicon, as_share=as_share)


def read_back(cell, unit):
    value = cell.number if cell.number is not None else cell.text or None
    return read_figure(GridCell(row=1, column=1, value=value, number_format=cell.number_format), unit)


@given(st.floats(0, 100), st.sampled_from([0, 1, 2]))
@settings(max_examples=150)
def test_any_percentage_reads_back_to_the_last_digit(value, decimals):
    figure = a_figure(value)
    maker = a_maker(decimals=decimals, as_share=holds_shares([figure], Unit.PER_CENT))
    found = read_back(maker.cell(figure), Unit.PER_CENT)
    assert (found.value, found.fault, found.decimals) == (value, "", decimals)


@given(st.floats(0, 1e7), st.sampled_from([unit for unit in Unit if unit is not Unit.PER_CENT]))
@settings(max_examples=100)
def test_any_other_figure_reads_back_to_the_last_digit(value, unit):
    found = read_back(a_maker(unit, as_share=False).cell(a_figure(value)), unit)
    assert (found.value, found.fault) == (value, "")


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
@settings(max_examples=100)
def test_counts_behind_a_percentage_read_back(counts):
    part, whole = counts
    value = float(Decimal(part) * 100 / Decimal(whole))
    figure = a_figure(value, numerator=float(part), denominator=float(whole))
    found = read_back(a_maker().cell(figure), Unit.PER_CENT)
    assert (found.value, found.numerator, found.denominator, found.fault) == (value, part, whole, "")


def test_counts_are_written_in_words_and_only_where_they_give_the_figure():
    assert a_maker().cell(a_figure(57.69230769230769, numerator=45.0, denominator=78.0)).text == "45 of 78 (57.7%)"
    for more in ({"numerator": 44.0}, {"derived": True}, {"denominator": 0.0}):
        counts = {"numerator": 45.0, "denominator": 78.0, **more}
        assert a_maker().cell(a_figure(57.69230769230769, **counts)).number is not None


def test_a_share_that_no_fraction_gives_is_held_as_the_percentage():
    odd = next(
        value
        for value in (50 + step * 7.1e-15 for step in range(1, 500))
        if not holds_shares([a_figure(value)], Unit.PER_CENT)
    )
    cell = a_maker(as_share=False).cell(a_figure(odd))
    assert (cell.number, cell.number_format) == (odd, '0.0"%"')


@pytest.mark.parametrize("reason", [one for one in Missing if one not in (Missing.NO_FIGURE, Missing.CELL_ERROR)])
@pytest.mark.parametrize("unit", list(Unit))
def test_every_reason_reads_back_as_itself(reason, unit):
    cell = a_maker(unit, as_share=False).cell(a_figure(None, missing=reason))
    assert read_back(cell, unit).missing is reason


def test_the_printed_words_are_kept_where_they_mean_the_same_to_the_loader():
    kept = a_maker().cell(a_figure(None, missing=Missing.NOT_AVAILABLE, text="DATA NOT YET AVAILABLE"))
    assert kept.text == "DATA NOT YET AVAILABLE"
    not_kept = a_maker().cell(a_figure(None, missing=Missing.NOT_AVAILABLE, text="New measure - no previous years"))
    assert not_kept.text == "Not available"


def test_words_to_which_the_council_gave_another_meaning_are_not_used():
    lexicon = Lexicon.of(LayoutBook.model_validate({"missing": {"n/a": "not_available"}}))
    cell = a_maker(lexicon=lexicon).cell(a_figure(None, missing=Missing.NOT_APPLICABLE))
    assert lexicon.missing_word(cell.text) is Missing.NOT_APPLICABLE
    assert cell.text != "n/a"


def test_nothing_stored_is_a_blank_cell():
    assert a_maker().cell(None).is_blank
    assert a_maker().cell(a_figure(None, missing=Missing.NO_FIGURE)).is_blank


# ------------------------------------------------------------------------------------------------------
# Tolerances
# ------------------------------------------------------------------------------------------------------

HIGH, LOW, NEAR, INFO = (
    Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.CLOSE_TO_TARGET, Polarity.NO_POLARITY,
)  # fmt: skip


ABOVE = "Above Stat Neighbour Average"


def measure(polarity):
    return load(HEAD + ENTRY.format(id="first")).indicators[0].model_copy(update={"polarity": polarity})


def target(**bands) -> Target:
    return Target.model_validate({"year": "2019/20", "basis": "in_month", **bands})


@pytest.mark.parametrize(
    ("polarity", "bands", "red", "amber", "green"),
    [
        (LOW, {"green": {"below": 22}, "amber": {"at_most": 26}}, ">26%", "22-26%", "<22%"),
        (HIGH, {"green": {"at_least": 95}, "amber": {"at_least": 85}}, "<85%", "85-95%", "95%+"),
        (HIGH, {"green": {"at_least": 100}, "amber": {"at_least": 98, "at_most": 99.9}}, "<98%", "98-99.9%", "100%"),
        (HIGH, {"green": {"at_least": 100}, "amber": {"at_least": 98}}, "<98%", "98-99.9%", "100%"),
        (HIGH, {"green": {"at_least": 100}, "amber": {"at_least": 99.95}}, "<99.95%", "99.95-100%", "100%"),
        (HIGH, {"green": {"above": 95}, "amber": {"at_least": 90}}, "<90%", "90-95%", ">95%"),
        (LOW, {"green": {"at_most": 10.8}}, ">10.8%", "-", "10.8% or less"),
        (LOW, {"green": {"below": 9}}, "9% or more", "-", "<9%"),
        (HIGH, {"green": {"above": 9}}, "9% or less", "-", ">9%"),
        (HIGH, {"green": {"at_least": 90}, "tolerance": 5}, "<85%", "85-90%", "90%+"),
        (NEAR, {"green": {"at_least": 10, "at_most": 15}, "tolerance": 2}, "-", "8-17%", "10-15%"),
        (LOW, {"green": {"below": 85}, "text": "Fewer than 85"}, "85% or more", "-", "Fewer than 85"),
        (HIGH, {"relative_to": "statistical neighbours", "text": ABOVE}, "-", "-", ABOVE),
    ],
)  # fmt: skip
def test_bands_are_written_as_printed(polarity, bands, red, amber, green):
    found = tolerances_of(target(**bands), measure(polarity))
    assert (found.red, found.amber, found.green, found.instead) == (red, amber, green, "")


@pytest.mark.parametrize(("polarity", "words"), [(INFO, FOR_INFORMATION), (HIGH, NO_TARGET)])
def test_a_measure_without_a_target_says_so(polarity, words):
    assert tolerances_of(None, measure(polarity)).instead == words


@given(
    st.floats(1, 100, allow_nan=False).map(lambda one: round(one, 2)),
    st.sampled_from(["at_least", "above", "at_most", "below"]),
)
@settings(max_examples=60)
def test_any_bound_reads_back_as_the_same_bound(value, end):
    polarity = HIGH if end in ("at_least", "above") else LOW
    words = tolerances_of(target(green={end: value}), measure(polarity)).green
    bound, found = Bound.model_validate({end: value}), parse_bound(words, polarity)
    assert (found.low, found.high) == (bound.low, bound.high)
    assert (found.low_included, found.high_included) == (end == "at_least", end == "at_most")


# ------------------------------------------------------------------------------------------------------
# The whole
# ------------------------------------------------------------------------------------------------------

FIRST = ENTRY.format(id="first")
COUNTS = FIRST.replace("unit: per_cent", "unit: count").replace("decimal_places: 1", "decimal_places: 0")


def test_a_count_whose_year_is_the_sum_of_its_months_is_one_by_formula(tmp_path):
    months = [a_figure(float(value), period=when) for value, when in ((3, APRIL), (4, MAY))]
    year = a_figure(7.0, basis=Basis.YEAR_TO_DATE, period=MAY, kind=Kind.YEAR_TO_DATE)
    row = only_row(a_view(tmp_path, (MAY, [*months, year]), text=HEAD + COUNTS))
    assert row.years[0].form is YearForm.SUM


@pytest.mark.parametrize("to_date", [8.0, None])
def test_a_year_that_is_another_figure_is_typed(tmp_path, to_date):
    months = [a_figure(float(value), period=when) for value, when in ((3, APRIL), (4, MAY))]
    year = a_figure(to_date, basis=Basis.YEAR_TO_DATE, period=MAY, kind=Kind.YEAR_TO_DATE)
    row = only_row(a_view(tmp_path, (MAY, [*months, year]), text=HEAD + COUNTS))
    assert row.years[0].form is YearForm.TYPED


SNAPSHOTS = COUNTS.replace("in_month", "month_end")


def to_date(as_at) -> Observation:
    """A figure that gives the sheet its year column; its form is no row of it."""
    return a_figure(5.0, basis=Basis.YEAR_TO_DATE, period=as_at, kind=Kind.YEAR_TO_DATE)


@pytest.mark.parametrize(
    ("values", "place", "number", "text"),
    [
        ((3.0, 4.0, 5.0), 2, 5.0, ""),
        ((3.0, 4.0, Missing.NOT_APPLICABLE), 1, 4.0, ""),
        ((3.0, Missing.NOT_APPLICABLE, Missing.NOT_APPLICABLE), 0, 3.0, ""),
        ((Missing.NOT_APPLICABLE,) * 3, 2, None, "n/a"),
        # What is awaited or held back is said of the year too: an earlier figure would pass for the latest.
        ((3.0, 4.0, Missing.SUPPRESSED), 2, None, "x"),
        ((3.0, 4.0, Missing.NOT_AVAILABLE), 2, None, "Not available"),
        ((3.0, Missing.SUPPRESSED, Missing.NOT_APPLICABLE), 2, None, "n/a"),
    ],
)
def test_the_year_of_a_snapshot_is_its_latest_month_or_the_last_before_it_ended(tmp_path, values, place, number, text):
    facts = [{"value": None, "missing": value} if isinstance(value, Missing) else {"value": value} for value in values]
    figures = [
        a_figure(**fact, basis=Basis.MONTH_END, period=when)
        for fact, when in zip(facts, (APRIL, MAY, JUNE), strict=True)
    ]
    year = only_row(a_view(tmp_path, (JUNE, [*figures, to_date(JUNE)]), text=HEAD + SNAPSHOTS)).years[0]
    assert (year.form, year.month) == (YearForm.LATEST, place)
    assert (year.cell.number, year.cell.text) == (number, text)


def test_a_measure_that_ended_in_an_earlier_year_has_no_figure_of_this_one(tmp_path):
    when = (month(2019, 2), month(2019, 3), APRIL, MAY)
    values = (3.0, 4.0, None, None)
    figures = [
        a_figure(value, basis=Basis.MONTH_END, period=period, missing=None if value else Missing.NOT_APPLICABLE)
        for value, period in zip(values, when, strict=True)
    ]
    year = only_row(a_view(tmp_path, (MAY, [*figures, to_date(MAY)]), text=HEAD + SNAPSHOTS)).years[0]
    assert (year.cell.number, year.cell.text) == (None, "n/a")


def test_a_report_without_targets_benchmarks_or_earlier_years_has_no_such_columns(tmp_path):
    bare = (
        ENTRY.format(id="first").split("    targets:")[0]
        + "    comparators:"
        + ENTRY.format(id="first").split("    comparators:")[1]
    )
    headings = a_view(tmp_path, (MAY, [a_figure()]), text=HEAD + bare).headings
    assert (headings.targets, headings.benchmarks, headings.previous, headings.years) == ("", (), (), ())
    assert headings.months == ("May-19",)


def test_quarters_are_headed_as_quarters(tmp_path):
    text = HEAD + ENTRY.format(id="first").replace("in_month", "in_quarter")
    figures = [a_figure(basis=Basis.IN_QUARTER, period=quarter(2019, number)) for number in (1, 2)]
    view = a_view(tmp_path, (month(2019, 9), figures), text=text)
    assert view.headings.months == ("Q1\nApr - Jun 2019", "Q2\nJul - Sep 2019")
    assert (view.headings.travel, only_row(view).note) == ("DOT\n(Quarter on Quarter)", "In quarter")


def test_months_of_two_years_have_no_year_over_them(tmp_path):
    figures = [a_figure(period=when) for when in (month(2019, 2), month(2019, 3), APRIL, MAY)]
    assert a_view(tmp_path, (MAY, figures)).headings.month_group == "MONTHLY PERFORMANCE"


def test_a_figure_that_came_late_and_one_that_changed_are_yellow(tmp_path):
    first = [a_figure(None, period=APRIL, text="TBC"), a_figure(10.0, period=MAY)]
    second = [a_figure(9.0, period=APRIL), a_figure(11.0, period=MAY), a_figure(12.0, period=JUNE)]
    row = only_row(a_view(tmp_path, (MAY, first), (JUNE, second)))
    assert [cell.changed for cell in row.months] == [True, True, False]


def test_a_measure_renamed_this_month_is_yellow(tmp_path):
    dated = ENTRY.format(id="first").replace("basis: in_month}", "basis: in_month, since: 2019-05}", 1)
    assert only_row(a_view(tmp_path, (MAY, [a_figure()]), text=HEAD + dated)).changed


def test_a_contact_that_names_a_person_is_left_out_and_an_address_is_not(tmp_path):
    for place, (contact, said) in enumerate([("performance@example.gov.uk", True), ("Child A, born 1/2/2010", False)]):
        folder = tmp_path / str(place)
        folder.mkdir()
        head = HEAD.replace("authority: E08000018", f"authority: E08000018, contact: '{contact}'")
        view = a_view(folder, (MAY, [a_figure()]), text=head + ENTRY.format(id="first"))
        assert (("Contact", contact) in view.details) is said


def test_who_it_is_for_and_when_it_was_made_are_said_where_they_are_given(tmp_path):
    asked = Asked(audience=Audience.INTERNAL, made_on=date(2020, 1, 2))
    details = dict(a_view(tmp_path, (MAY, [a_figure()]), asked=asked).details)
    assert (details["Prepared for"], details["Made on"]) == ("Officers; not for publication", "2 January 2020")


def test_nothing_published_is_said(tmp_path):
    view = a_view(tmp_path)
    assert (view.sheets, view.empty[:33]) == ((), "No scorecard has been published y")


@pytest.mark.parametrize(
    ("report", "when", "said"), [("other", None, "scorecard"), (None, JUNE, "newest month is May 2019")]
)
def test_what_is_not_published_is_refused_with_what_is(tmp_path, report, when, said):
    session = a_session(tmp_path, (MAY, [a_figure()]))
    with session.store, pytest.raises(DashboardError, match=said):
        build_workbook(Ground(session), report=report, month=when)
