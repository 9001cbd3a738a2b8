"""Build published files in code: the government's layouts with only what a test needs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.areas import AreaBook, load_area_book
from dashboard.benchmarks.read import read_release
from dashboard.benchmarks.release import NOTHING_KNOWN, Known, ReleaseRead
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.observations import Observation
from dashboard.periods import parse_period
from dashboard.vocabulary import AreaCode

TESTS = Path(__file__).resolve().parent
DATA = TESTS.parent / "data"
CATALOGUE: Catalogue = load_catalogue(TESTS / "fixtures" / "benchmark_catalogue.yaml")
AREAS: AreaBook = load_area_book(DATA / "reference")

STANDARD = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "new_la_code", "la_name",
]  # fmt: skip

C1_2024 = ["Referrals", "Re_referrals", "Re_referrals_percent"]
C1_2025 = ["referral_count", "rereferral_count", "rereferral_percent"]
C2 = [
    "Assessments_completed", "Same_day", "1-10_days", "11-20_days", "21-30_days", "31-40_days", "41-45_days",
    "46-50_days", "51-60_days", "61+_days",
]  # fmt: skip
C4 = ["Section47", "ICPC", "Duration_0-10_days", "Duration_11-15_days"]
C6 = [
    "Referrals", "April", "May", "June", "July", "August", "September", "October", "November", "December", "January",
    "February", "March",
]  # fmt: skip
D1 = ["CPP_start", "CPP_end", "CPP_anypoint", "CPP_At31"]
D1_2024 = [*D1, "CPP_At31_rate"]
ONS = ["age_group", "population_estimate"]
WORKFORCE = [
    "inpost_fte", "leavers_fte", "turnover_rate_fte", "case_holders_fte", "cases", "caseload_fte",
]  # fmt: skip
CLA = ["population_type", "population_estimate", "children_count", "rate_per_10000"]

ENGLAND, YORKSHIRE, ROTHERHAM, DONCASTER = "E92000001", "E12000003", "E08000018", "E08000017"
NUMBERS = {ROTHERHAM: "372", DONCASTER: "371", "E10000023": "815", "E06000065": "815", "E10000009": "835"}


def an_area(code: str) -> list[str]:
    """Give the geographical columns of a row about an area."""
    if code == ENGLAND:
        return ["National", ENGLAND, "England", "", "", "", "", ""]
    if code.startswith(("E12", "E13")):
        return ["Regional", ENGLAND, "England", code, "A region", "", "", ""]
    return ["Local authority", ENGLAND, "England", YORKSHIRE, "A region", NUMBERS.get(code, ""), code, "An authority"]


def a_row(code: str, *figures: str, year: str = "2019", identifier: str = "Reporting year") -> list[str]:
    """Make one row: area, year and the figures of the columns in their order."""
    return [year, identifier, *an_area(code), *figures]


def a_csv(columns: list[str], *rows: list[str]) -> bytes:
    """Make a CSV file with the standard's columns before the ones given."""
    return "".join(",".join(line) + "\r\n" for line in [[*STANDARD, *columns], *rows]).encode("utf-8-sig")


def a_parquet(*rows: tuple[str, str, float | None, str], drop: str = "") -> bytes:
    """Make a LAIT file of rows of measure, year, authority number and value."""
    names = ("Short Desc", "Years", "LA Number", "Values")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    table = pa.table({name: values for name, values in columns.items() if name != drop})
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def every_measure(*rows: tuple[str, str, float | None, str]) -> bytes:
    """Make a LAIT file that holds every measure wanted: the rows given, and one for each other measure."""
    measures = ("ReReferral", "PrevRegCPR", "Continue_Assess_Comp", "CP_conf_15days", "LAC", "CPP_rate")
    given = {row[0] for row in rows}
    return a_parquet(*rows, *((measure, "2016", 201.0, "-") for measure in measures if measure not in given))


def read(content: bytes, filename: str = "file.csv", known: Known = NOTHING_KNOWN) -> ReleaseRead:
    """Read a file with the tests' catalogue and the real areas."""
    return read_release(content, filename, CATALOGUE, AREAS, known)


def children(number: float, *years: str, areas: Iterable[str] = (ROTHERHAM,)) -> Known:
    """Say how many children live in each of some areas in some years."""
    return Known(population={(AreaCode(area), parse_period(year)): number for area in areas for year in years})


def only(result: ReleaseRead) -> Observation:
    """Give the one observation that a file holds."""
    (observation,) = result.observations
    return observation


def codes(result: ReleaseRead) -> list[str]:
    """List the codes of the issues."""
    return [issue.code for issue in result.issues]
