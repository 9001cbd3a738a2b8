"""Check a release against what its series has published: figures of the past that change, areas that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.areas import AreaKind
from dashboard.benchmarks.release import Findings, ReleaseRead
from dashboard.catalogue.schema import DatasetKind, Indicator
from dashboard.editions.changes import Restatement
from dashboard.editions.preview import EditionChanges
from dashboard.formatting import MISSING_WORDS, format_figure, plural
from dashboard.intake.measure_names import measure_names
from dashboard.intake.nearness import Nearness, area_name, nearness
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.observations import KEY, Observation
from dashboard.periods import Period, parse_period

# Figures and areas named in words; the table beneath, or the file itself, names the rest.
NAMED = 3
_SPAN = ["indicator", "basis"]
# A release names every authority, with a symbol where there is no figure. Joint returns and authorities that ended
# within the year leave up to six of some 150 out of the department's own files.
MOST_OF_THEM = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A release beside what its series last said of each key, and what publishing it would change."""

    read: ReleaseRead
    stored: pd.DataFrame
    changes: EditionChanges


def check_release(session: Session, compared: Compared, filename: str) -> tuple[Issue, ...]:
    """Find what the release says otherwise than its series has published, and what it leaves out."""
    if compared.read.latest is None:
        return ()
    findings = Findings(filename=filename, dataset=compared.read.dataset)
    if compared.stored.empty:
        _check_years(session, compared.read, findings)
        return findings.issues()
    near = nearness(session, compared.read.latest)
    _check_past(session, compared, near, findings)
    _check_areas(session, compared, near, findings)
    if overridden := compared.changes.overridden:
        what = f"A newer release is published, which states {overridden:,} of these figures otherwise."
        findings.add("older-issue", what)
    return findings.issues()


def _check_past(session: Session, compared: Compared, near: Nearness, findings: Findings) -> None:
    restated = nearest_first(compared.changes.restated, near)
    if not restated:
        return
    words = _RestatedWords(session)
    told = "; ".join(words.of(one) for one in restated[:NAMED])
    rest = f"; and {len(restated) - NAMED:,} more" if len(restated) > NAMED else ""
    count = plural(len(restated), "figure")
    reads = "reads" if len(restated) == 1 else "read"
    derived = sum(one.new.derived and not one.old.derived for one in restated)
    worked_out = f" {derived:,} of them are worked out here, where the release before printed them." if derived else ""
    what = f"{count} published before {reads} otherwise in this release: {told}{rest}.{worked_out}"
    for one in restated:
        findings.add("benchmark-restates-the-past", what, _row_of(one.new))


def nearest_first(restated: Iterable[Restatement], near: Nearness) -> list[Restatement]:
    """Put restated figures in the order of area, from ours to the farthest, the newest period first."""
    newest_first = sorted(restated, key=lambda one: one.new.period.sort_key, reverse=True)
    return sorted(newest_first, key=lambda one: (*near(one.new.area), one.new.indicator))


class _RestatedWords:
    """Says a restated figure as one line: whose, which year, which measure, the old figure and the new."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._indicators = {str(indicator.id): indicator for indicator in session.catalogue.indicators}
        self._names = measure_names(session)

    def of(self, one: Restatement) -> str:
        """Say one: "Doncaster 2021/22, Repeat plans: 100.0% → unreliable"."""
        indicator = self._indicators.get(one.new.indicator)
        whose = f"{area_name(self._session, one.new.area)} {one.new.period.words}"
        name = self._names.get(one.new.indicator, one.new.indicator)
        return f"{whose}, {name}: {_figure(one.old, indicator)} → {_figure(one.new, indicator)}"


def _figure(figure: Observation, indicator: Indicator | None) -> str:
    if figure.value is None:
        return MISSING_WORDS[figure.missing] if figure.missing else ""
    if indicator is None:
        return f"{figure.value:g}"
    return format_figure(
        figure.value, indicator.unit, indicator.decimal_places if figure.decimals is None else figure.decimals
    )


def _row_of(figure: Observation) -> int | None:
    number = figure.cell.removeprefix("row ")
    return int(number) if number.isdigit() else None


def _check_years(session: Session, read: ReleaseRead, findings: Findings) -> None:
    """Find the years with far fewer authorities than were in being and other years name: a file cut short."""
    dataset = session.catalogue.dataset(read.dataset)
    if dataset is None or dataset.kind is not DatasetKind.EES_CSV:
        return
    held = read.observations.frame[["area", "period"]].drop_duplicates()
    held = held[_kinds(session, held["area"]) == AreaKind.AUTHORITY]
    everyone = set(held["area"])
    for code, named in held.groupby("period")["area"].nunique().items():
        period = parse_period(str(code))
        in_being = everyone.intersection(area.code for area in session.areas.authorities_in(period))
        if named < MOST_OF_THEM * len(in_being):
            told = plural(int(named), "authority", "authorities")
            what = f"The file has only {told} of the {len(in_being)} that were in being in {period.words}."
            findings.add("benchmark-fewer-areas", what)


def _check_areas(session: Session, compared: Compared, near: Nearness, findings: Findings) -> None:
    lacking = lacking_figures(session, compared.read, compared.stored)
    if lacking.empty:
        return
    areas = sorted(lacking["area"].unique(), key=near)
    told = ", ".join(_lacking_words(session, area, lacking) for area in areas[:NAMED])
    rest = f" and {plural(len(areas) - NAMED, 'more area')}" if len(areas) > NAMED else ""
    count, are = plural(len(lacking), "figure"), "is" if len(lacking) == 1 else "are"
    what = f"{count} published before, of years that this file covers, {are} not in it: {told}{rest}."
    findings.add("benchmark-fewer-areas", what)


def lacking_figures(session: Session, read: ReleaseRead, stored: pd.DataFrame) -> pd.DataFrame:
    """Give the stored figures that the file, which covers their years, lacks though it should have them.

    ``stored`` holds what the series last said of each key: the columns of the key, ``sheet`` and ``value``.
    A figure is lacking where the file says nothing at all of the area and year, or gives the measure for others of the
    area's kind. A later release rightly drops early years, authorities that are no longer in being, and a measure for
    all regions or authorities at once: none of these is lacking. Columns: those of the key.
    """
    figures = stored.loc[(stored["sheet"] == read.dataset) & stored["value"].notna(), list(KEY)]
    held = read.observations.frame
    # Codes of one basis are in the order of time: 2018/19 before 2019/20.
    spans = held.groupby(_SPAN, as_index=False)["period"].agg(first="min", last="max")
    covered = figures.merge(spans, on=_SPAN)
    covered = covered[(covered["period"] >= covered["first"]) & (covered["period"] <= covered["last"])]
    lacking = covered[~_found(covered, held, [*KEY])]
    gone = [area for area in lacking["area"].unique() if _has_ended(session, area, read.latest)]
    lacking = lacking[~lacking["area"].isin(gone)]
    lacking = lacking.assign(kind=_kinds(session, lacking["area"]))
    others = held.assign(kind=_kinds(session, held["area"]))
    silent = ~_found(lacking, held, ["area", "period"])
    return lacking.loc[silent | _found(lacking, others, [*_SPAN, "period", "kind"]), list(KEY)]


def _found(rows: pd.DataFrame, among: pd.DataFrame, columns: list[str]) -> pd.Series[bool]:
    """Tell which rows stand among others too, by some columns."""
    found = pd.MultiIndex.from_frame(rows[columns]).isin(pd.MultiIndex.from_frame(among[columns]))
    return pd.Series(found, index=rows.index, dtype="bool")


def _kinds(session: Session, areas: pd.Series[str]) -> pd.Series[str]:
    found = {code: session.areas.by_code(code) for code in areas.unique()}
    return areas.map({code: str(area.kind) if area else "" for code, area in found.items()}).astype("str")


def _has_ended(session: Session, code: str, latest: Period | None) -> bool:
    area = session.areas.by_code(code)
    return area is not None and latest is not None and not area.exists_on(latest.end)


def _lacking_words(session: Session, area: str, lacking: pd.DataFrame) -> str:
    periods: Sequence[str] = sorted(lacking.loc[lacking["area"] == area, "period"].unique())
    first, last = (parse_period(code).words for code in (periods[0], periods[-1]))
    return (
        f"{area_name(session, area)} ({first})" if first == last else f"{area_name(session, area)} ({first} to {last})"
    )
