"""The one script of the pages: it stays within its element, and asks nothing of any other server."""

import re

from dashboard.ui.page_script import page_script


def test_it_is_one_script_element():
    script = page_script()
    assert script.startswith("<script>")
    assert script.endswith("</script>")
    assert script.lower().count("</script") == 1


def test_it_sends_nothing_and_writes_no_content():
    forbidden = (
        r"https?:|fetch\(|XMLHttpRequest|WebSocket|eval\(|innerHTML|insertAdjacent|document\.write|cookie|localStorage"
    )
    assert not re.search(forbidden, page_script())


def test_it_runs_once_a_visit():
    assert "if (window.scorecardHelps) return;" in page_script()
