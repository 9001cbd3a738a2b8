"""The app's frame: page settings, navigation over the files in dashboard/pages, and the shared header."""

import streamlit as st

from dashboard.settings import read_settings
from dashboard.ui.access import may_publish
from dashboard.ui.faults import plain_faults
from dashboard.ui.header import header_html, tab_title
from dashboard.ui.old_addresses import leads_to_scorecard
from dashboard.ui.page_script import page_script
from dashboard.ui.readers import read_header
from dashboard.ui.style import style_sheet
from dashboard.ui.warm import warm_up

# An emoji is drawn on the page itself; a Material icon would be fetched from another company's server.
st.set_page_config(page_title="Scorecard", page_icon="📊", layout="wide")
warm_up()
st.html(style_sheet())
st.html(page_script(), unsafe_allow_javascript=True)

# One flat list, what is read most first: headings between the names would break the phone's menu for screen readers.
scorecard = st.Page("dashboard/pages/scorecard.py", title="Scorecard", url_path="scorecard")
pages = [
    st.Page("dashboard/pages/tracker.py", title="Vision tracker", default=True),
    scorecard,
    st.Page("dashboard/pages/indicator.py", title="Indicator", url_path="indicator"),
    st.Page("dashboard/pages/compare.py", title="Compare", url_path="compare"),
    st.Page("dashboard/pages/clinic.py", title="Clinic preparation", url_path="clinic"),
    st.Page("dashboard/pages/reports.py", title="Reports", url_path="reports"),
    st.Page("dashboard/pages/upload.py", title="Upload", url_path="upload"),
    st.Page("dashboard/pages/quality.py", title="Data quality", url_path="quality"),
    st.Page("dashboard/pages/history.py", title="History", url_path="history"),
    st.Page("dashboard/pages/benchmarks.py", title="Published statistics", url_path="benchmarks"),
    st.Page("dashboard/pages/about.py", title="How judgements are made", url_path="about"),
    st.Page("dashboard/pages/catalogue.py", title="Catalogue of measures", url_path="catalogue"),
    st.Page("dashboard/pages/accessibility.py", title="Accessibility", url_path="accessibility"),
]
PUBLISHING = {"upload", "history", "benchmarks"}
if not may_publish(read_settings()):
    pages = [page for page in pages if page.url_path not in PUBLISHING]

shown = st.navigation(pages, position="top")
if leads_to_scorecard(shown.url_path, st.query_params):
    st.switch_page(scorecard, query_params=st.query_params.to_dict())
with plain_faults():
    header = read_header()
    st.set_page_config(page_title=tab_title(shown.title, header))
    st.html(header_html(header))
    shown.run()
