"""What is asked of a paper, as the one JSON text that is recorded with it: the same request gives the same text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dashboard.periods import Period, parse_period
from dashboard.store.records import AsOf
from dashboard.views.as_of import as_of_code, moment_of
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.vocabulary import Audience, IndicatorId, ReportId


def request_text(request: PaperRequest) -> str:
    """Write a request with every choice spelled out, so that a default that changes later changes no old paper."""
    return json.dumps(_facts(request), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def request_of(text: str) -> PaperRequest:
    """Read what ``request_text`` wrote.

    Raises:
        ValueError: when it is no request that this version knows.
    """
    try:
        return _request(json.loads(text))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"this is no request for a paper: {fault}") from fault


def _facts(request: PaperRequest) -> dict[str, Any]:
    return {
        "kind": str(request.kind),
        "format": str(request.format),
        "audience": str(request.audience),
        "as_of": as_of_code(request.as_of),
        "period": _code(request.period),
        "years": [str(year) for year in request.years],
        "indicators": [str(one) for one in request.indicators],
        "tracker": request.tracker,
        "theme": request.theme,
        "report": str(request.report or ""),
        "compare_with": None if request.compare_with is None else as_of_code(request.compare_with),
        "made_on": "" if request.made_on is None else request.made_on.isoformat(),
    }


def _request(facts: dict[str, Any]) -> PaperRequest:
    return PaperRequest(
        kind=PaperKind(facts["kind"]),
        format=PaperFormat(facts["format"]),
        audience=Audience(facts["audience"]),
        as_of=moment_of(facts["as_of"]),
        period=_period(facts["period"]),
        years=tuple(parse_period(year) for year in facts["years"]),
        indicators=tuple(IndicatorId(one) for one in facts["indicators"]),
        tracker=facts["tracker"],
        theme=facts["theme"],
        report=ReportId(facts["report"]) if facts["report"] else None,
        compare_with=_moment(facts["compare_with"]),
        made_on=date.fromisoformat(facts["made_on"]) if facts["made_on"] else None,
    )


def _code(period: Period | None) -> str:
    return "" if period is None else str(period)


def _period(code: str) -> Period | None:
    return parse_period(code) if code else None


def _moment(code: str | None) -> AsOf | None:
    return None if code is None else moment_of(code)
