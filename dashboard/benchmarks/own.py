"""Our own layout for published figures: one tidy CSV for each release, small enough to keep and plain to review."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.benchmarks.columns import not_recognised
from dashboard.benchmarks.release import ReleaseRead
from dashboard.catalogue.schema import Catalogue
from dashboard.errors import BenchmarkError
from dashboard.observations import COLUMNS, Observation, Observations
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import Basis, Kind, Missing

RELEASES_FILE = "releases.csv"

# `dataset` stands in the first row only, `basis` is blank for a financial year, `symbol` is the mark that the release
# prints where there is no figure, `derived` is 1 where the figure was worked out from the release's counts, `row` is
# that of the release's own file.
OWN_COLUMNS = (
    "dataset", "indicator", "basis", "period", "area_code", "value", "missing", "symbol", "numerator", "denominator",
    "derived", "row",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release whose figures are kept, as ``releases.csv`` states it.

    ``original`` is the government's file below the source folder and ``sha256`` its digest; ``issued_on`` is the day
    it was published and ``issued_on_note`` how well that day is known. Where only an extract is kept, ``indicators``
    are those in it and ``since`` is its first financial year; both are empty where the whole is kept.
    """

    id: str
    dataset: str
    original: str
    sha256: str
    issued_on: date
    issued_on_note: str
    indicators: tuple[str, ...] = ()
    since: Period | None = None

    @property
    def filename(self) -> str:
        """Give the name of the file in our layout."""
        return f"{self.id}.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """A release read back from our layout, with the bytes it was read from."""

    release: Release
    content: bytes
    read: ReleaseRead


def load_releases(folder: Path) -> tuple[Release, ...]:
    """Read ``releases.csv``.

    Raises:
        BenchmarkError: when it is not there, or a row lacks a column or a readable date.
    """
    path = folder / RELEASES_FILE
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(
                Release(
                    id=row["id"],
                    dataset=row["dataset"],
                    original=row["original"],
                    sha256=row["sha256"],
                    issued_on=date.fromisoformat(row["issued_on"]),
                    issued_on_note=row["issued_on_note"],
                    indicators=tuple(row["indicators"].split()),
                    since=parse_period(row["since"]) if row["since"] else None,
                )
                for row in csv.DictReader(file)
            )
    except (OSError, KeyError, ValueError) as fault:
        raise BenchmarkError(f"{path} cannot be read: {fault}.") from fault


def load_kept_releases(folder: Path, catalogue: Catalogue) -> tuple[KeptRelease, ...]:
    """Read every release kept in our layout, oldest publication first; no government file is needed.

    Raises:
        BenchmarkError: when ``releases.csv`` or a file it names cannot be read.
    """
    ordered = sorted(load_releases(folder), key=lambda release: (release.issued_on, release.id))
    return tuple(_load_kept(release, folder, catalogue) for release in ordered)


def _load_kept(release: Release, folder: Path, catalogue: Catalogue) -> KeptRelease:
    try:
        content = (folder / release.filename).read_bytes()
    except OSError as fault:
        raise BenchmarkError(f"{folder / release.filename} cannot be read: {fault.strerror}.") from fault
    return KeptRelease(release=release, content=content, read=read_own(content, release.filename, catalogue))


def extract(observations: Observations, release: Release) -> Observations:
    """Take the figures of a release that are kept: all of them where it names no indicators and no first year."""
    frame = observations.frame
    kept = pd.Series(True, index=frame.index)
    if release.indicators:
        kept &= frame["indicator"].isin(release.indicators)
    if release.since is not None:
        first = release.since.start
        kept &= frame["period"].map({code: parse_period(code).start >= first for code in frame["period"].unique()})
    return Observations(frame[kept])


def write_own(observations: Observations, path: Path) -> None:
    """Write a release's figures in our layout."""
    path.write_bytes(format_own(observations))


def format_own(observations: Iterable[Observation]) -> bytes:
    """Give the text of a file in our layout, for which the same observations always give the same bytes."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(OWN_COLUMNS)
    named = ""
    for observation in observations:
        writer.writerow(("" if observation.sheet == named else observation.sheet, *_as_row(observation)))
        named = observation.sheet
    return lines.getvalue().encode()


def _as_row(observation: Observation) -> tuple[str, ...]:
    value = "" if observation.value is None else f"{observation.value:.{observation.decimals or 0}f}"
    return (
        observation.indicator,
        "" if observation.basis is Basis.FINANCIAL_YEAR else observation.basis,
        str(observation.period),
        observation.area,
        value,
        observation.missing or "",
        observation.text,
        _count_text(observation.numerator),
        _count_text(observation.denominator),
        "1" if observation.derived else "",
        observation.cell.removeprefix("row "),
    )


def _count_text(count: float | None) -> str:
    return "" if count is None else f"{count:.15g}"


def read_own(content: bytes, filename: str, catalogue: Catalogue) -> ReleaseRead:
    """Read a file of our layout back into the very observations it was written from.

    Raises:
        BenchmarkError: when the file is not in our layout, or names a dataset that the catalogue does not declare.
    """
    try:
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
        if tuple(frame.columns) != OWN_COLUMNS:
            raise not_recognised(filename, f"{filename} does not have the columns {', '.join(OWN_COLUMNS)}.")
        if not _each_says_one_thing(frame):
            raise not_recognised(filename, f"{filename} has rows without one figure or one reason for its absence.")
        frame["dataset"] = frame["dataset"].replace("", None).ffill().fillna("")
        periods = [parse_period(code) for code in frame["period"].unique()]
        observations = Observations(_as_observation_frame(frame))
    except (ValueError, UnicodeDecodeError) as fault:
        raise not_recognised(filename, f"{filename} is not a file of published figures: {fault}.") from fault
    named = sorted(frame["dataset"].unique())
    dataset = catalogue.dataset(named[0]) if len(named) == 1 else None
    if dataset is None:
        raise not_recognised(filename, f"{filename} does not name one dataset of the catalogue: {', '.join(named)}.")
    return ReleaseRead(
        dataset=dataset.id,
        series=dataset.series,
        latest=max(periods, key=lambda period: period.sort_key),
        observations=observations,
        issues=(),
        rows_in=len(frame),
        rows_kept=frame["row"].nunique(),
    )


def _each_says_one_thing(frame: pd.DataFrame) -> bool:
    """Tell whether there are rows of known bases, each with a figure or a known reason and not both."""
    missing = frame["missing"]
    known = missing.isin([*(str(reason) for reason in Missing), ""])
    known &= frame["basis"].isin([*(str(basis) for basis in Basis), ""])
    return len(frame) > 0 and bool((known & ((frame["value"] == "") == (missing != ""))).all())


def _as_observation_frame(frame: pd.DataFrame) -> pd.DataFrame:
    printed = frame["value"].str.partition(".")[2].str.len().astype("float64")
    columns: dict[str, object] = {
        "indicator": frame["indicator"],
        "basis": frame["basis"].where(frame["basis"] != "", str(Basis.FINANCIAL_YEAR)),
        "area": frame["area_code"],
        "period": frame["period"],
        "value": pd.to_numeric(frame["value"]).astype("float64"),
        "missing": frame["missing"],
        "kind": str(Kind.BENCHMARK),
        "numerator": pd.to_numeric(frame["numerator"]).astype("float64"),
        "denominator": pd.to_numeric(frame["denominator"]).astype("float64"),
        "decimals": printed.where(frame["value"] != ""),
        "provisional": False,
        "derived": frame["derived"] == "1",
        "text": frame["symbol"],
        "sheet": frame["dataset"],
        "cell": "row " + frame["row"],
    }
    return pd.DataFrame(columns)[list(COLUMNS)].astype({"basis": "str", "kind": "str"})


def digest(content: bytes) -> str:
    """Give the SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()
