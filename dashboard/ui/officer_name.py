"""The officer's name, asked for wherever something is kept, and typed once in a visit."""

from __future__ import annotations

import streamlit as st

LONGEST_NAME = 80
_NAME = "officer-name"


def ask_name(key: str) -> str:
    """Show the box for the officer's name, filled with the name last given; give what it holds."""
    if not st.session_state.get(key):
        st.session_state[key] = st.session_state.get(_NAME, "")
    name = st.text_input("Your name", key=key, max_chars=LONGEST_NAME, autocomplete="name").strip()
    if name:
        st.session_state[_NAME] = name
    return name
