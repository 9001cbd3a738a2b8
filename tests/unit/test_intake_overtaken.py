"""Publishing while others publish: a reason for each issue, previews that go stale, and publishers at the same time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from demo_fixtures import DEMO, ROOT, SOCIAL_CARE, preview_demo, publish_demo, settings_for

from dashboard.errors import StoreError, WorkbookError
from dashboard.intake import publish as publishing
from dashboard.intake.history import edition_changes
from dashboard.intake.publish import is_overtaken, publish_afresh, publish_preview
from dashboard.intake.session import open_session

MISTYPED = "cyps-social-care-scorecard-2019-11.xlsx"
PUBLISHERS = 3
EACH = 2
# Starting takes as long as publishing, so that a process publishes its files one after another.
END = "--"
PUBLISH = f"""
import sys
from dashboard.cli import app
url, by, *files = sys.argv[1:]
for file in files:
    app(["--store", url, "publish", file, "--by", by, "--json"], standalone_mode=False)
    print("{END}")
"""


class TestReasons:
    def test_each_issue_keeps_its_own_reason(self, new_session):
        session = new_session()
        preview = preview_demo(session, MISTYPED)
        reasons = {issue: f"Because of {issue.cell}" for issue in preview.to_accept}
        receipt = publish_preview(session, preview, by="Officer", reason="Monthly issue", reasons=reasons)
        kept = session.store.accepted_of(receipt.edition)
        assert {one.issue: one.reason for one in kept} == reasons
        assert receipt.reason == "Monthly issue"

    @pytest.mark.parametrize("given", [{}, {"all": "  "}])
    def test_a_reason_for_the_edition_is_none_for_its_issues(self, new_session, given):
        session = new_session()
        preview = preview_demo(session, MISTYPED)
        reasons = {issue: words for issue in preview.to_accept for words in given.values()}
        with pytest.raises(WorkbookError, match="Nothing has been saved") as caught:
            publish_preview(session, preview, by="Officer", reason="Monthly issue", reasons=reasons)
        assert caught.value.issues == preview.to_accept
        assert session.store.is_empty()

    def test_an_issue_without_its_own_reason_takes_the_one_accepted_for_all(self, new_session):
        session = new_session()
        preview = preview_demo(session, MISTYPED)
        publish_preview(session, preview, by="Officer", reason=" All confirmed ", reasons={}, accepted=True)
        assert {one.reason for one in session.store.accepted_of(1)} == {"All confirmed"}


class TestOvertaken:
    def test_the_next_preview_is_against_what_was_published_meanwhile(self, new_session):
        session = new_session()
        previews = []

        def preview_now():
            previews.append(preview_demo(session, SOCIAL_CARE[1]))
            if len(previews) == 1:
                publish_demo(session, SOCIAL_CARE[0])
            return previews[-1]

        published = publish_afresh(session, preview_now, by="Officer", reason="Monthly issue")
        assert len(previews) == 2
        assert published.preview is previews[1]
        assert previews[0].changes.counts.added > previews[1].changes.counts.added
        assert published.receipt.counts == edition_changes(session, 2).counts()

    def test_it_gives_up_in_the_end_and_says_why(self, new_session, monkeypatch):
        session = new_session()
        monkeypatch.setattr(publishing, "TRIES", 3)
        stale = preview_demo(session, SOCIAL_CARE[1])
        publish_demo(session, SOCIAL_CARE[0])
        asked = []
        with pytest.raises(StoreError, match="Preview the file again") as caught:
            publish_afresh(session, lambda: asked.append(1) or stale, by="Officer", reason="Monthly issue")
        assert len(asked) == 3
        assert is_overtaken(caught.value)

    def test_another_refusal_is_not_tried_again(self, new_session):
        session = new_session()
        asked = []
        preview = preview_demo(session, SOCIAL_CARE[0])
        with pytest.raises(StoreError, match="Say who publishes") as caught:
            publish_afresh(session, lambda: asked.append(1) or preview, by=" ", reason="Monthly issue")
        assert asked == [1]
        assert not is_overtaken(caught.value)


def publish_on_command_line(url: str, by: str, files: Sequence[Path]) -> list[dict[str, int]]:
    """Publish one file after another, as ``scorecard publish`` does, in a process of its own."""
    command = [sys.executable, "-c", PUBLISH, url, by, *map(str, files)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCORECARD_")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.split(END) if line.strip()]


def test_publishers_at_the_same_time_all_succeed_with_the_right_counts(store_url):
    """Three processes publish two months each, all at once: each edition's counts are what it then changed."""
    shares = [SOCIAL_CARE[place::PUBLISHERS][:EACH] for place in range(PUBLISHERS)]

    def publish_share(place: int) -> list[dict[str, int]]:
        return publish_on_command_line(store_url, f"Publisher {place}", [DEMO / name for name in shares[place]])

    with ThreadPoolExecutor(PUBLISHERS) as pool:
        receipts = [receipt for several in pool.map(publish_share, range(PUBLISHERS)) for receipt in several]

    total = PUBLISHERS * EACH
    assert sorted(receipt["edition"] for receipt in receipts) == list(range(1, total + 1))
    session = open_session(settings_for(store_url))
    with session.store:
        assert session.store.revision() == total
        for receipt in receipts:
            edition = session.store.edition(receipt["edition"])
            counts = edition_changes(session, edition.number).counts(edition.counts.refused)
            assert counts == edition.counts
            assert (receipt["added"], receipt["restated"]) == (counts.added, counts.restated)
