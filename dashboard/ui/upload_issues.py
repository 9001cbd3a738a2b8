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
from dashboard.ui.issue_titles import issue_title
from dashboard.ui.plain_labels import plain_label
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
SAME, EACH = "All together", "One by one"
LONGEST_REASON = 300
# Letters of a digest that name a control; two in a million files would share one.
DIGEST_LETTERS = 12
SUCH_AS = "Such as: confirmed with the service"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGroup:
    """The issues of one code, each with its place in the view's list."""

    code: str
    severity: str
    lines: tuple[tuple[int, IssueLine], ...]

    @property
    def title(self) -> str:
        """Say the code as words."""
        return issue_title(self.code)

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
    wrong = [group for group in groups if group.needs_answer]
    is_asked = view.outcome != REFUSED and not view.already_published
    shared = _ask_shared(file) if is_asked and len(wrong) > 1 else ""
    reasons: dict[int, str] = {}
    for group in wrong:
        st.html(group_html(group))
        if is_asked:
            reasons |= _ask(group, file, shared)
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


def _ask_shared(file: str) -> str:
    """Ask for one reason that serves whatever is ticked and given no other; give it."""
    given = st.text_input(
        "One reason for all that you tick (or give each its own beneath it)",
        key=f"shared-{_digest(file)}",
        max_chars=LONGEST_REASON,
        placeholder=SUCH_AS,
    )
    return given.strip()


def _ask(group: IssueGroup, file: str, shared: str) -> dict[int, str]:
    key = f"{group.code}-{_digest(file)}"
    several = len(group.lines) > 1
    how = f"how-{key}"
    with st.container(key=f"answer-{group.code}", gap="xsmall"):
        if several and st.session_state.get(how) == EACH:
            _choose_how(group, how)
            answers = [(position, _ask_one(group, line, f"{key}-{place}", shared))
                       for place, (position, line) in enumerate(group.lines)]  # fmt: skip
            return {position: reason for position, reason in answers if reason}
        with st.container(horizontal=True, vertical_alignment="center"):
            is_ticked = _tick(group, len(group.lines), "this", f"{key}-{group.digest}")
            if several:
                _choose_how(group, how)
        reason = _reason(key, shared) if is_ticked else ""
    return {position: reason for position, _ in group.lines} if reason else {}


def _digest(file: str) -> str:
    return hashlib.sha256(file.encode()).hexdigest()[:DIGEST_LETTERS]


def _choose_how(group: IssueGroup, key: str) -> None:
    st.segmented_control(
        f"How to answer for “{group.title}”", [SAME, EACH], default=SAME, required=True, key=key,
        label_visibility="collapsed",
    )  # fmt: skip


def _ask_one(group: IssueGroup, line: IssueLine, key: str, shared: str) -> str:
    alone = IssueGroup(code=group.code, severity=group.severity, lines=((0, line),))
    name = f"{key}-{alone.digest}"
    return _reason(name, shared) if _tick(alone, 1, line.place or "this", name) else ""


def _tick(group: IssueGroup, count: int, what: str, key: str) -> bool:
    left_out = group.severity == Severity.ERROR.value
    if count > 1:
        what, done = f"these {count}", "they are left out" if left_out else "they stand"
    else:
        done = "it is left out" if left_out else "it stands"
    return st.checkbox(f"I have looked at {plain_label(what)} and accept that {done}", key=f"tick-{key}")


def _reason(key: str, shared: str) -> str:
    """Ask why what was ticked may be published so; without an answer the shared reason serves."""
    given = st.text_input(
        "Why? Kept with the edition", key=f"why-{key}", max_chars=LONGEST_REASON,
        placeholder=f"As above: {shared}" if shared else SUCH_AS,
    )  # fmt: skip
    return given.strip() or shared
