"""The daily e-mail as bytes: both parts say the same, pictures travel within it, and no header can be forged."""

import email
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from email.policy import SMTP

import pytest

from dashboard.reports.daily_eml import Envelope, addressed, daily_eml
from dashboard.views.daily.build import build_daily
from dashboard.views.daily.view import DailyView
from dashboard.views.ground import Ground

ENVELOPE = Envelope(
    sender=Address("Performance team", "team", "example.gov.uk"),
    sent_at=datetime(2020, 4, 16, 9, 30, tzinfo=UTC),
    message_id="scorecard.14.abc@example.gov.uk",
)


@pytest.fixture(scope="module")
def view(demo) -> DailyView:
    made = build_daily(Ground(demo), base_url="https://scorecard.example.gov.uk")
    return replace(made, contact="team@example.gov.uk", stop="To stop these e-mails, write to team@example.gov.uk.")


@pytest.fixture(scope="module")
def message(view):
    return email.message_from_bytes(addressed(daily_eml(view, ENVELOPE), "chair@example.gov.uk"), policy=SMTP)


def parts(message):
    return {kind: message.get_body((kind,)).get_content() for kind in ("plain", "html")}


def test_the_same_view_gives_the_same_bytes(view):
    assert daily_eml(view) == daily_eml(view)
    assert daily_eml(view, ENVELOPE) == daily_eml(view, ENVELOPE)


def test_it_names_who_sends_it_to_whom_and_how_to_stop_it(message, view):
    assert message["From"] == "Performance team <team@example.gov.uk>"
    assert message["To"] == "chair@example.gov.uk"
    assert message["Subject"] == view.subject
    assert message["Message-ID"] == "<scorecard.14.abc@example.gov.uk>"
    assert message["Date"].datetime == ENVELOPE.sent_at
    assert message["List-Unsubscribe"] == "<mailto:team@example.gov.uk?subject=Stop>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert not message.defects


def test_a_paper_is_a_draft_to_nobody_dated_by_its_data(view):
    paper = email.message_from_bytes(daily_eml(view), policy=SMTP)
    assert (str(paper["To"]), paper["X-Unsent"], paper["Message-ID"]) == ("undisclosed-recipients:;", "1", None)
    assert paper["Date"].datetime.date() == view.data_date


def test_both_parts_say_all_of_it(message, view):
    for written in parts(message).values():
        flat = " ".join(re.sub(r"<[^>]+>", " ", written).replace("&#39;", "'").split())
        for section in view.sections:
            for words in (section.summary, section.more_ratings, *section.ratings, *section.revisions):
                assert words in flat
            for item in section.items:
                for words in (item.name, item.figure.text, item.counts, item.mark.word, item.rag.word, item.sentence):
                    assert words in flat
        assert all(words in flat for words in (*view.editions, view.demonstration, view.stop, view.audience))


def test_pictures_travel_in_the_message_and_nothing_is_loaded(message, view):
    html = parts(message)["html"]
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert len(pictures) == len(view.sections[0].items) > 0
    assert all(part.get_content().startswith(b"\x89PNG") for part in pictures)
    assert [f"cid:{part['Content-ID'].strip('<>')}" for part in pictures] == re.findall(r'<img src="([^"]+)"', html)
    assert all(alt for alt in re.findall(r'alt="([^"]*)"', html))
    assert re.findall(r"""(?:src|url\(|@import|<link|<script)[^>]*https?:""", html) == []
    assert [*re.findall(r'href="([^"]+)"', html)] == [
        "https://scorecard.example.gov.uk/?tracker=vision&amp;month=2020-03"
    ]


def test_type_is_twelve_points_or_more(message):
    sizes = [int(size) for size in re.findall(r"font-size:(\d+)px", parts(message)["html"])]
    assert sizes
    assert min(sizes) >= 16


def test_lines_are_short_enough_for_every_server(view):
    # RFC 5321, section 4.5.3.1.6
    assert max(len(line) for line in daily_eml(view, ENVELOPE).split(b"\r\n")) <= 998
    assert b"\n" not in daily_eml(view).replace(b"\r\n", b"")


def test_words_that_end_a_line_forge_no_header(view):
    forged = replace(view, subject="1 worse\r\nBcc: all@example.org\n\n<script>", demonstration="<b>&")
    message = email.message_from_bytes(daily_eml(forged), policy=SMTP)
    assert message["Bcc"] is None
    assert message["Subject"] == "1 worse Bcc: all@example.org <script>"
    html = parts(message)["html"]
    assert "&lt;b&gt;&amp;" in html
    assert "<script" not in html


@pytest.mark.parametrize("address", ["a@b\r\nBcc: c@d", "a@b,c@d", "A <a@b>", "é@example.org", "a@b\x00", "a b@c"])
def test_only_one_plain_address_goes_into_the_line_to(address):
    with pytest.raises(ValueError, match="one only"):
        addressed(b"", address)


def test_an_empty_view_is_still_a_message(view):
    bare = replace(view, sections=(), empty="Nothing has been published yet.", data_date=None, editions=())
    message = email.message_from_bytes(daily_eml(bare), policy=SMTP)
    assert all("Nothing has been published yet." in words for words in parts(message).values())
