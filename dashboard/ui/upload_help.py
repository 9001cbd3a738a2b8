"""What the officer has said of the file in hand: its report and month, and what is being tried out but not saved.

It holds for one file: another file starts with nothing said.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

import streamlit as st

from dashboard.intake.teach import Trial
from dashboard.workbook.identity import Declared

_HELP = "upload-help"
_TAUGHT = "upload-taught"


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What was said of one file, named by its bytes; ``patch`` is a catalogue change made and not applied."""

    file: str
    declared: Declared = field(default_factory=Declared)
    trial: Trial = field(default_factory=Trial)
    patch: str = ""

    @property
    def key(self) -> str:
        """Name what a preview depends on besides the file and the store."""
        return f"{self.declared}{self.trial}"


def help_for(content: bytes) -> Help:
    """Give what was said of this file; nothing for a new one."""
    name = hashlib.sha256(content).hexdigest()
    kept: Help | None = st.session_state.get(_HELP)
    if kept is None or kept.file != name:
        kept = Help(file=name)
        st.session_state[_HELP] = kept
    return kept


def keep_help(said: Help) -> None:
    """Remember what was said, until another file is in hand."""
    st.session_state[_HELP] = said


def keep_taught(words: str, said: Help) -> None:
    """Remember that something was saved: what was being tried out is so no longer."""
    st.session_state[_TAUGHT] = words
    keep_help(replace(said, trial=Trial(), patch=""))


def take_taught() -> str:
    """Give the words about what was last saved, once."""
    words: str = st.session_state.pop(_TAUGHT, "")
    return words
