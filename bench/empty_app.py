"""The least page that Streamlit can show: what any Streamlit page costs a browser."""

import streamlit as st

st.html("<h1>Empty</h1><table><tbody><tr><td>1</td></tr></tbody></table>")
