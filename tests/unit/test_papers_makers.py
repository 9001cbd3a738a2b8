"""What the makers refuse, and what is a paper although there is little on it."""

from dataclasses import replace

import pytest

from dashboard.catalogue.presenting import ClinicRule
from dashboard.errors import DashboardError
from dashboard.papers import makers
from dashboard.views.clinic.words import NO_RULE
from dashboard.views.ground import Ground
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest

CLINIC = PaperRequest(kind=PaperKind.CLINIC, format=PaperFormat.DOCX)


def test_a_clinic_for_which_nothing_is_proposed_is_an_agenda_that_says_so(demo):
    rule = ClinicRule(months_red=None, concern=False, worse_than=(), out_of_reach=False)
    ground = Ground(replace(demo, catalogue=demo.catalogue.model_copy(update={"clinic": rule})))
    ready = makers.clinic(ground, CLINIC, lambda _: None)
    assert NO_RULE in ready.outline[0]
    assert all(write().startswith(b"PK") for write in ready.writers.values())


def test_a_clinic_of_nothing_published_is_refused(new_session):
    with pytest.raises(DashboardError, match=r"Nothing has been published yet.*Nothing has been made\."):
        makers.clinic(Ground(new_session()), CLINIC, lambda _: None)
