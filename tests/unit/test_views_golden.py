"""The views of the demonstration, word for word, against the golden files (tests/golden/README.md)."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pytest

from dashboard.views.build import build_indicator, build_scorecard
from dashboard.views.indicator import IndicatorView
from dashboard.views.parts import FigureCell
from dashboard.views.scorecard import ScorecardRow, ScorecardView

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def cell(one: FigureCell) -> str:
    restated = f" (was {one.restated_from}{', here' if one.restated_here else ''})" if one.restated_from else ""
    return f"{one.text}{restated}{' *' if one.new else ''}"


def cells(several: Iterable[FigureCell]) -> str:
    return " | ".join(cell(one) for one in several)


def row(one: ScorecardRow) -> dict[str, str]:
    return {
        "measure": f"{one.number} {one.name}, {one.basis_words} ({one.unit_words}); good is {one.good_is}",
        "id": f"{one.indicator} {one.basis}",
        "months": cells(one.months),
        "year": cell(one.year_to_date) + (f" ({one.year_to_date_rag.word})" if one.year_to_date_rag else ""),
        "travel": f"{one.travel.word} ({one.travel.moved}): {one.travel.title}",
        "rag": f"{one.rag.word}: {one.target} / {one.tolerance}",
        "news": f"{one.signal.word}: {one.signal.title}",
        "before": cell(one.before) + (f" ({one.rag_before.word})" if one.rag_before else ""),
        "trend": one.trend.words if one.trend else "",
        "previous years": cells(one.previous_years),
        "benchmarks": cells(one.benchmarks),
    }


def scorecard(view: ScorecardView) -> dict[str, object]:
    return {
        "title": f"{view.title}, {view.area}, {view.as_at.words}",
        "edition": f"{view.edition.words}. {view.edition.notice}",
        "reports": [choice.words for choice in view.reports],
        "months to choose": [choice.id for choice in view.months_to_choose],
        "headings": [
            *view.month_headings,
            view.year_to_date_heading,
            *view.previous_year_headings,
            *(" ".join(heading) for heading in view.benchmark_headings),
        ],
        "summary": view.summary,
        "news": f"{view.news}. {view.by_chance}",
        "demonstration": view.demonstration,
        "sections": {f"{one.id}: {one.name}": [row(each) for each in one.rows] for one in view.sections},
    }


def indicator(view: IndicatorView) -> dict[str, object]:
    whole = asdict(view)
    for key in ("figures", "comparison", "benchmarks", "trend", "steps"):
        del whole[key]
    trend = asdict(view.trend)
    trend["points"] = [f"{point.label}: {point.words} ({point.value})" for point in view.trend.points]
    return {
        **whole,
        "trend": trend,
        # What is said of the next release goes by today.
        "updates": [one.words for one in view.updates if one.expected],
        "steps": {
            one.words: {
                "rule": f"{one.rule} {one.judging} {one.origins}".rstrip(),
                "chart": one.trend.alt,
                "rows": [
                    " | ".join((f"{row.period}: {cell(row.figure)}", row.counts, row.how, row.source))
                    for row in one.rows
                ],
            }
            for one in view.steps
        },
        "figures": [
            " | ".join(
                (f"{one.period}: {cell(one.figure)}", one.counts, one.rag.word, one.source, one.earlier or "-")
            ).removesuffix(" | -")
            for one in view.figures
        ],
        "comparison": [
            f"{one.group} / {one.who}: {cell(one.figure)}, {one.period}, {one.method}. {one.verdict}"
            for one in view.comparison
        ],
        "benchmarks": [
            f"{one.year} / {one.name}: {cell(one.figure)}, {one.method}. Printed: {one.printed or '-'}"
            for one in view.benchmarks
        ],
    }


def compare(name: str, document: dict[str, object], config: pytest.Config) -> None:
    path = GOLDEN / f"{name}.json"
    text = json.dumps(document, indent=1, ensure_ascii=False, default=str) + "\n"
    if config.getoption("--refresh-golden"):
        path.write_text(text, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    assert text.splitlines() == kept.splitlines(), "see tests/golden/README.md"


@pytest.mark.parametrize("month", ["2019-10", "2020-03"])
def test_the_scorecard(demo, pytestconfig, month):
    view = build_scorecard(demo, report="social-care-scorecard", as_at=month)
    compare(f"scorecard-{month}", scorecard(view), pytestconfig)


def test_the_indicator_page(demo, pytestconfig):
    view = build_indicator(demo, indicator="re-referrals", basis=None, as_at=None)
    compare("indicator-re-referrals", indicator(view), pytestconfig)


def test_every_golden_file_belongs_to_a_test():
    kept = {path.stem for path in GOLDEN.glob("*.json")}
    assert kept == {"scorecard-2019-10", "scorecard-2020-03", "indicator-re-referrals"}
