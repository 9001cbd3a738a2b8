"""The app's frame: page settings, navigation over the files in dashboard/pages, and the shared header."""

import streamlit as st

from dashboard.settings import read_settings
from dashboard.ui.access import may_publish
from dashboard.ui.faults import plain_faults
from dashboard.ui.header import header_html
from dashboard.ui.readers import read_header
from dashboard.ui.style import style_sheet
from dashboard.ui.warm import warm_up

# An emoji is drawn on the page itself; a Material icon would be fetched from another company's server.
st.set_page_config(page_title="Scorecard", page_icon="📊", layout="wide")
warm_up()
st.html(style_sheet())

everyone = [
    st.Page("dashboard/pages/tracker.py", title="Vision tracker", default=True),
    st.Page("dashboard/pages/scorecard.py", title="Scorecard", url_path="scorecard"),
    st.Page("dashboard/pages/indicator.py", title="Indicator", url_path="indicator"),
    st.Page("dashboard/pages/compare.py", title="Compare", url_path="compare"),
    st.Page("dashboard/pages/clinic.py", title="Clinic preparation", url_path="clinic"),
]
officers = [st.Page("dashboard/pages/quality.py", title="Data quality", url_path="quality")]
if may_publish(read_settings()):
    officers = [
        st.Page("dashboard/pages/upload.py", title="Upload", url_path="upload"),
        st.Page("dashboard/pages/benchmarks.py", title="Published statistics", url_path="benchmarks"),
        st.Page("dashboard/pages/history.py", title="History", url_path="history"),
        *officers,
    ]
about = [
    st.Page("dashboard/pages/about.py", title="How judgements are made", url_path="about"),
    st.Page("dashboard/pages/catalogue.py", title="Catalogue of measures", url_path="catalogue"),
    st.Page("dashboard/pages/accessibility.py", title="Accessibility", url_path="accessibility"),
]

page = st.navigation({"": everyone, "For officers": officers, "About": about}, position="top")
with plain_faults():
    st.html(header_html(read_header()))
    page.run()
