"""What is wrong with a workbook, in groups of one kind, and the tick and reason that each thing needs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.formatting import plural
from dashboard.issues import ISSUE_KINDS
from dashboard.ui.components import folded, section
from dashboard.ui.html import Html, element, join
from dashboard.ui.tables import Column, Row, table_html, words
from dashboard.views.upload import IssueLine, UploadView
from dashboard.vocabulary import Severity

SEVERITY_WORDS = {
    Severity.ERROR.value: "Left out",
    Severity.WARNING.value: "Check",
    Severity.NOTE.value: "For information",
}
STOPS = "Stops the file"
REFUSED = "refuse"
# A longer group starts folded.
OPEN_UP_TO = 8
SAME, EACH = "The same reason for all", "One by one"
LONGEST_REASON = 300
# Letters of a digest that name a control; two in a million files would share one.
DIGEST_LETTERS = 12
_CAPITALS = {"rag": "RAG", "xlsx": "xlsx", "xml": "XML"}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGroup:
    """The issues of one code, each with its place in the view's list."""

    code: str
    severity: str
    lines: tuple[tuple[int, IssueLine], ...]

    @property
    def title(self) -> str:
        """Say the code as words."""
        said = [_CAPITALS.get(word, word) for word in self.code.split("-")]
        return " ".join([said[0][:1].upper() + said[0][1:], *said[1:]])

    @property
    def needs_answer(self) -> bool:
        """Tell whether publishing needs a tick and a reason for each."""
        return self.severity != Severity.NOTE.value

    @property
    def digest(self) -> str:
        """Name the very issues of the group, so that a tick never covers one that came later."""
        told = "\n".join(f"{line.place} {line.what}" for _, line in self.lines)
        return hashlib.sha256(f"{self.code}\n{told}".encode()).hexdigest()[:DIGEST_LETTERS]


def groups_of(view: UploadView) -> tuple[IssueGroup, ...]:
    """Gather the issues by code, the gravest first, in the order in which they were found."""
    gathered: dict[tuple[str, str], list[tuple[int, IssueLine]]] = {}
    for position, line in enumerate(view.issues):
        gathered.setdefault((line.severity, line.code), []).append((position, line))
    groups = [
        IssueGroup(code=code, severity=severity, lines=tuple(lines)) for (severity, code), lines in gathered.items()
    ]
    gravity = {severity: place for place, severity in enumerate(SEVERITY_WORDS)}
    return tuple(sorted(groups, key=lambda group: (not _stops(group.code), gravity[group.severity])))


def group_html(group: IssueGroup) -> Html:
    """Write a group: how grave, what to do, and every place."""
    word = STOPS if _stops(group.code) else SEVERITY_WORDS[group.severity]
    grave = element("span", word, class_=f"sc-severity sc-severity-{group.severity}")
    count = f" ({len(group.lines)})" if len(group.lines) > 1 else ""
    remedies = {line.remedy for _, line in group.lines}
    listed = _places(group, with_remedy=len(remedies) > 1)
    if len(group.lines) > OPEN_UP_TO:
        listed = folded(plural(len(group.lines), "place"), listed)
    shared = (
        element("p", element("strong", "What to do: "), *remedies, class_="sc-remedy") if len(remedies) == 1 else ""
    )
    heading = element("h3", grave, element("span", f"{group.title}{count}"), class_="sc-issue-heading")
    return element("div", heading, listed, shared, class_="sc-issue-group")


def show_issues(view: UploadView, file: str) -> Mapping[int, str]:
    """Show what is wrong, and ask for ticks and reasons; give the reasons of what is ticked, by place in the list.

    ``file`` names the file in hand: another file's ticks are never taken for this one's. A file that cannot be
    published asks for none.
    """
    groups = groups_of(view)
    st.html(section("What is wrong", "" if groups else element("p", "Nothing was found wrong.")))
    reasons: dict[int, str] = {}
    for group in groups:
        if not group.needs_answer:
            continue
        st.html(group_html(group))
        if view.outcome != REFUSED and not view.already_published:
            reasons |= _ask(group, file)
    notes = [group for group in groups if not group.needs_answer]
    if notes:
        count = sum(len(group.lines) for group in notes)
        st.html(folded(f"For information ({count})", join(group_html(group) for group in notes)))
    return reasons


def unanswered(view: UploadView, reasons: Mapping[int, str]) -> tuple[IssueLine, ...]:
    """List the errors and warnings that still lack a tick or a reason."""
    return tuple(
        line
        for group in groups_of(view)
        if group.needs_answer
        for position, line in group.lines
        if not reasons.get(position)
    )


def _stops(code: str) -> bool:
    return ISSUE_KINDS[code].refuses_file


def _places(group: IssueGroup, *, with_remedy: bool) -> Html:
    if len(group.lines) == 1:
        ((_, line),) = group.lines
        place = element("span", line.place or "Whole file", class_="sc-place")
        return element("p", place, f": {line.what}", class_="sc-issue-one")
    columns = (Column(name="Where", extra="sc-place"), *words("What"), *(words("What to do") if with_remedy else ()))
    rows = (
        Row(cells=(line.place or "Whole file", line.what, *((line.remedy,) if with_remedy else ())))
        for _, line in group.lines
    )
    return table_html(group.title, columns, rows)


def _ask(group: IssueGroup, file: str) -> dict[int, str]:
    key = f"{group.code}-{hashlib.sha256(file.encode()).hexdigest()[:DIGEST_LETTERS]}"
    several = len(group.lines) > 1
    with st.container(key=f"answer-{group.code}", gap="xsmall"):
        if several and _how(group, key) == EACH:
            answers = [(position, _ask_one(group, line, f"{key}-{place}"))
                       for place, (position, line) in enumerate(group.lines)]  # fmt: skip
            return {position: reason for position, reason in answers if reason}
        reason = _tick_and_reason(group, len(group.lines), "this", f"{key}-{group.digest}", key)
    return {position: reason for position, _ in group.lines} if reason else {}


def _how(group: IssueGroup, key: str) -> str | None:
    return st.segmented_control(
        f"How to answer for {group.title}", [SAME, EACH], default=SAME, required=True, key=f"how-{key}",
        label_visibility="collapsed",
    )  # fmt: skip


def _ask_one(group: IssueGroup, line: IssueLine, key: str) -> str:
    alone = IssueGroup(code=group.code, severity=group.severity, lines=((0, line),))
    return _tick_and_reason(alone, 1, line.place or "this", f"{key}-{alone.digest}", f"{key}-{alone.digest}")


def _tick_and_reason(group: IssueGroup, count: int, what: str, tick: str, reason: str) -> str:
    """Ask for one tick and one reason; give the reason once both are there, else nothing."""
    left_out = group.severity == Severity.ERROR.value
    if count > 1:
        what, done = f"these {count}", "they are left out" if left_out else "they stand"
    else:
        done = "it is left out" if left_out else "it stands"
    ticked = st.checkbox(f"I have looked at {what} and accept that {done}", key=f"tick-{tick}")
    given = st.text_input(
        "Why? Kept with the edition", key=f"why-{reason}", max_chars=LONGEST_REASON,
        placeholder="Such as: confirmed with the service",
    )  # fmt: skip
    return given.strip() if ticked else ""
