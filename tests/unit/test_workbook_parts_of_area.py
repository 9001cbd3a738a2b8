"""Lines and sheets' names that name a part of the council's area, and those that only sound like one."""

import pytest

from dashboard.workbook.parts_of_area import names_part, names_whole


@pytest.mark.parametrize(
    "text",
    [
        "North locality",
        "NORTH LOCALITY",
        "South locality team",
        "Central",
        "North",
        "North & East Area Team",
        "North-East locality",
        "Western district",
        "Area team: South",
        "Locality - North",
        "Locality: Rother Valley",
        "Rother Valley locality",
        "ROTHER VALLEY LOCALITY",
        "Wingfield Ward",
        "Ward 3",
        "Team 4",
        "Cluster B",
        "Hub no. 2",
        "1 North locality",
        "Performance Summary – North locality – As at Month End: October 2019",
        "Performance summary for the Rother Valley locality",
        "Rotherham Council - South hub",
        "INDICATORS - NORTH LOCALITY",
    ],
)
def test_a_parts_name_is_known(text: str):
    assert names_part(text)
    assert not names_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "North Yorkshire",
        "North Yorkshire County Council - Children's Services",
        "East Riding of Yorkshire",
        "South Tyneside Metropolitan Borough Council",
        "West Northamptonshire",
        "North East Lincolnshire Children's Services Performance Report",
        "South District Council",
        "East Midlands",
        "Yorkshire and The Humber",
        "Central Bedfordshire",
        "Leaving care team",
        "Fostering Team",
        "Placed out of area",
        "Children placed in locality",
        "Children Placed In Locality",
        "% of children placed in their own locality",
        "Contacts by locality",
        "Hospital ward",
        "Localities",
        "Priority area 2",
        "Outcome area 3",
        "Created by Performance Team",
        "Prepared by North Area Performance Team",
        "Contact: South hub",
        "Area",
        "Team",
        "Borough",
        "All localities",
        "Locality: All",
        "Whole borough",
        "Area: Total",
        "1 Front door & assessment",
        "Performance Summary – As at Month End: October 2019 – Quarter 3 covering October - December 2019",
        "Council Plan Q4 2019-20",
        "Note: the north locality moved to a new system in June, so its figures are counted from July only.",
    ],
)
def test_other_lines_name_no_part(text: str):
    assert not names_part(text)


@pytest.mark.parametrize("text", ["Maltby Hub", "Duty and Assessment Team", "Wath Office"])
def test_a_teams_name_is_a_parts_only_beside_another_table_of_the_same_measures(text: str):
    assert names_part(text, beside_another=True)
    assert not names_part(text)


@pytest.mark.parametrize("text", ["Borough", "Whole council", "Borough-wide", "Total:", "All areas", "Locality: All"])
def test_the_whole_councils_line_is_known(text: str):
    assert names_whole(text)
