"""The benchmark's own reader against the running app: it must see the page, or its times say nothing."""

from __future__ import annotations

import pytest
from apart import run_apart

from bench.client import Plan, Reader, RunFailedError, carry_out


async def _runs(url: str, page: str, queries: tuple[str, ...], expect: str) -> list[int]:
    reader = Reader(url, page)
    await reader.open()
    try:
        return [await reader.see(query, expect) for query in queries]
    finally:
        await reader.close()


def test_a_session_sees_the_page_and_a_rerun_sends_what_is_known_by_its_name_alone(app):
    first, again = run_apart(_runs(app.url, "scorecard", ("", ""), "<h1"))
    assert again < first / 2


def test_words_that_the_page_does_not_show_are_a_fault(app):
    with pytest.raises(RunFailedError, match="does not show"):
        run_apart(_runs(app.url, "scorecard", ("",), "words that stand nowhere"))


def test_a_crowd_is_counted(app):
    plan = Plan(
        url=app.url, page="indicator", queries=("id=referrals",), sessions=3, ramp=0.1, seconds=1.0, pause=0.2,
        expect="How are we doing?",
    )  # fmt: skip
    seen = run_apart(carry_out(plan))
    assert (len(seen.first), seen.faults) == (3, [])
    assert len(seen.reruns) >= 3
