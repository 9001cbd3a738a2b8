"""Write the daily e-mail: plain text and HTML with small pictures in the message itself, nothing loaded from elsewhere.

The same view and envelope give the same bytes: boundaries, picture names and the date come from what is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dashboard.charts.marks import RAG_SHAPES
from dashboard.charts.picture import png_of
from dashboard.charts.sparkline import WIDTH, draw_sparkline
from dashboard.charts.tokens import DARK, FONT, LIGHT
from dashboard.judge.signal import SignalState
from dashboard.reports.status_marks import SIGNAL_SHAPES
from dashboard.views.daily.sections import FOLLOWED_ID
from dashboard.views.daily.view import DailyItem, DailyView
from dashboard.views.tracker.view import Standout

# Of a paper nobody is named: whoever opens it says to whom it goes (RFC 5322, section 3.4).
NOBODY = "undisclosed-recipients:;"
# A message that nobody sends from here is from nobody (RFC 2606 keeps the name for none).
NO_SENDER = Address("Scorecard", "scorecard", "example.invalid")
# A paper of no date of its own, for where nothing is published.
NO_DATE = date(2000, 1, 1)
_SIGNED = 20


class _Look(NamedTuple):
    """How a word is marked: the name of its colour, and its shape."""

    tone: str
    shape: str


_TONES = {
    SignalState.IMPROVEMENT: "improvement",
    SignalState.CONCERN: "concern",
    SignalState.NEUTRAL_HIGH: "neutral",
    SignalState.NEUTRAL_LOW: "neutral",
}
_LOOKS = {state: _Look(_TONES.get(state, "secondary"), SIGNAL_SHAPES.get(state, "")) for state in SignalState}
_CHIPS = {state: _Look(str(state), shape) for state, shape in RAG_SHAPES.items()}
_WORDS = dict.fromkeys(Standout, "") | {
    Standout.WORSE: "WORSE: ",
    Standout.BETTER: "BETTER: ",
    Standout.CHANGED: "HIGHER OR LOWER: ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends a message and when; ``message_id`` without its angle brackets."""

    sender: Address
    sent_at: datetime
    message_id: str


def _environment(*, escape: bool) -> Environment:
    return Environment(
        loader=PackageLoader("dashboard.reports"),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=not escape,
        lstrip_blocks=not escape,
    )


_HTML, _TEXT = _environment(escape=True), _environment(escape=False)


def daily_eml(view: DailyView, envelope: Envelope | None = None) -> bytes:
    """Give the message's bytes, with CRLF at the ends of lines.

    Without an envelope it is a draft to nobody, dated by its data, which a mail program opens to be sent.
    With one it has no line To: that is put in by ``addressed``.
    """
    message = EmailMessage(policy=SMTP)
    for name, value in _headers(view, envelope).items():
        message[name] = value
    pictures = _pictures(view)
    message.set_content(daily_text(view), cte="quoted-printable")
    message.add_alternative(daily_html(view, pictures), subtype="html", cte="quoted-printable")
    html = list(message.iter_parts())[1]
    for item, name in pictures.items():
        html.add_related(_png(item), "image", "png", cid=f"<{name}>", disposition="inline", filename=f"{name}.png")
    _fix_boundaries(message, view)
    return message.as_bytes()


def addressed(content: bytes, recipient: str) -> bytes:
    """Put the line To before a message that was made without it.

    Raises:
        ValueError: when the address could end its line, or be taken for several.
    """
    if not recipient.isascii() or not recipient.isprintable() or any(letter in recipient for letter in ' ,;<>"()'):
        raise ValueError("an address of visible ASCII characters is needed, and one only")
    return b"To: " + recipient.encode("ascii") + b"\r\n" + content


def daily_text(view: DailyView) -> str:
    """Write the message in plain text."""
    written = _TEXT.get_template("daily.txt.j2").render(view=view, words=_WORDS)
    return f"{written.strip()}\n"


def daily_html(view: DailyView, pictures: Mapping[DailyItem, str]) -> str:
    """Write the message as a page; ``pictures`` name each item's picture within the message."""
    one = view.sections[0] if len(view.sections) == 1 else None
    return _HTML.get_template("daily.html.j2").render(
        view=view,
        title=view.subject if one is None or not one.finding else f"{one.title}, {one.as_at}: {one.finding}",
        sparks=pictures,
        looks=_LOOKS,
        chips=_CHIPS,
        light={name: getattr(LIGHT, name) for name in LIGHT.__slots__},
        dark={name: getattr(DARK, name) for name in DARK.__slots__},
        font=Markup(FONT),
        followed=FOLLOWED_ID,
        level=3 if len(view.sections) > 1 else 2,
    )


def _headers(view: DailyView, envelope: Envelope | None) -> dict[str, object]:
    """Give the message's headers; what could end a line is taken out of every word."""
    sent = envelope.sent_at if envelope else datetime.combine(view.data_date or NO_DATE, time(9), UTC)
    headers: dict[str, object] = {
        "From": envelope.sender if envelope else NO_SENDER,
        "Subject": _one_line(view.subject),
        "Date": format_datetime(sent.astimezone(UTC).replace(microsecond=0)),
        "Content-Language": "en-GB",
    }
    if envelope is None:
        # Outlook opens such a message to be sent, not as one that came.
        return {**headers, "To": NOBODY, "X-Unsent": "1"}
    headers |= {
        "Message-ID": f"<{envelope.message_id}>",
        # Nobody's holiday notice is wanted (RFC 3834; Exchange asks for its own header).
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    return headers | ({"List-Unsubscribe": f"<mailto:{view.contact}?subject=Stop>"} if view.contact else {})


def _one_line(words: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


def _pictures(view: DailyView) -> dict[DailyItem, str]:
    """Name each item's picture by its place."""
    items = [item for section in view.sections for item in section.items]
    return {item: f"trend-{place}@scorecard" for place, item in enumerate(items, start=1)}


def _png(item: DailyItem) -> bytes:
    spark = item.spark
    svg = draw_sparkline(
        spark.values, words=spark.words, colours=LIGHT, low=spark.low, high=spark.high, state=spark.state
    )
    return png_of(svg, width=WIDTH, ground=LIGHT.ground)


def _fix_boundaries(message: EmailMessage, view: DailyView) -> None:
    """Name the boundaries by what is said: text in quoted-printable has no line that begins so."""
    said = hashlib.sha256(repr(view).encode()).hexdigest()[:_SIGNED]
    parts = [part for part in message.walk() if part.is_multipart()]
    for place, part in enumerate(parts):
        part.set_boundary(f"=_scorecard_{place}_{said}")
