"""Links written when the scorecard was the page that the app opens at."""

from __future__ import annotations

import pytest

from dashboard.ui.old_addresses import leads_to_scorecard


@pytest.mark.parametrize(
    ("page", "asked", "leads"),
    [
        ("", {"report": "cyps-social-care"}, True),
        ("", {"search": "plan", "month": "2020-03"}, True),
        ("", {"section": "2"}, True),
        ("", {"month": "2020-03", "as_of": "7"}, False),
        ("", {}, False),
        ("scorecard", {"report": "cyps-social-care"}, False),
        ("clinic", {"search": "plan"}, False),
    ],
)
def test_what_only_the_scorecard_asks_for_leads_to_it(page, asked, leads):
    assert leads_to_scorecard(page, asked) is leads
