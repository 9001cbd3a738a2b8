"""What the app keeps between its runs, and so between tests."""

import streamlit as st


def forget() -> None:
    """Empty what the app keeps between its runs."""
    st.cache_data.clear()
    st.cache_resource.clear()
