"""Clinic preparation: the measures that a rule proposes, and a sheet for each one chosen."""

import streamlit as st

from dashboard.settings import read_settings
from dashboard.ui.access import may_publish
from dashboard.ui.as_of_parts import standing_notice
from dashboard.ui.charts import is_dark
from dashboard.ui.clinic_controls import asked_clinic, show_controls
from dashboard.ui.clinic_parts import empty_html, heading_html
from dashboard.ui.clinic_readers import read_clinic, read_clinic_html
from dashboard.ui.components import notice, print_footer
from dashboard.ui.controls import AS_OF, asked, pick_moment
from dashboard.ui.faults import plain_faults
from dashboard.ui.html import element, join
from dashboard.ui.readers import read_as_of
from dashboard.views.as_of import AsOfView


@st.fragment
def show_clinic(moment: AsOfView) -> None:
    """Show the proposals or the sheets; another month or measure reruns this part alone."""
    with plain_faults():
        place = st.empty()
        wanted = asked_clinic(moment.code)
        view = read_clinic(wanted, lambda words: _tell(place, words))
        place.empty()
        said = standing_notice(moment, "", st.query_params.to_dict()) if moment.code else ""
        wrong = notice(moment.wrong, tone="warning") if moment.wrong else ""
        st.html(join([heading_html(view), wrong, said]))
        if view.empty:
            st.html(empty_html(view, may_upload=may_publish(read_settings())))
            pick_moment(moment)
            return
        show_controls(view, moment)
        st.html(read_clinic_html(wanted, view, dark=is_dark()))
        st.html(print_footer(view.edition))


def _tell(place: st.delta_generator.DeltaGenerator, words: str) -> None:
    place.html(element("p", words, class_="sc-clinic-small", role="status"))


show_clinic(read_as_of(asked(AS_OF)))
