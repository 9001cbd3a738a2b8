"""The part of the upload page where the officer tells what the product does not know."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import CatalogueError
from dashboard.intake import Preview
from dashboard.ui.components import notice
from dashboard.ui.faults import fault_html
from dashboard.ui.teach_readers import catalogue_faults, read_teaching
from dashboard.ui.upload_aliases import ask_aliases
from dashboard.ui.upload_declare import ask_declaration
from dashboard.ui.upload_help import help_for, take_taught
from dashboard.ui.upload_mapping import ask_mapping

FAULTY = "The catalogue's files were changed and have faults, so the ones before are still in use."
_NOT_YET = "Publishing comes back once what is being tried out is saved, or left."


def ask_for_help(preview: Preview, content: bytes, *, is_open: bool) -> bool:
    """Show the forms for what is not known; tell whether something is being tried out, so that nothing is published.

    ``is_open`` opens them: the file cannot be published without an answer. Otherwise they wait folded.
    """
    said = help_for(content)
    if words := take_taught():
        st.html(notice(words, tone="good"))
    if faults := catalogue_faults():
        st.html(fault_html(CatalogueError(FAULTY, faults)))
    view = read_teaching(preview, said)
    ask_declaration(view, said, is_open=is_open)
    ask_mapping(view, said, is_open=is_open)
    ask_aliases(view, said, is_open=is_open)
    if said.trial:
        st.html(notice(_NOT_YET))
    return bool(said.trial)
