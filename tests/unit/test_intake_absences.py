"""A measure that the last issue printed and this workbook does not is noticed; one that has ended is not."""

import io

from demo_fixtures import preview_demo
from openpyxl import load_workbook

from dashboard.intake import preview_workbook

MARCH = "cyps-social-care-scorecard-2020-03.xlsx"


def without_sheet(path, title: str) -> bytes:
    book = load_workbook(path)
    del book[title]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_lost_sheet_is_said(demo, root):
    content = without_sheet(root / "data" / "demo" / MARCH, "5 Workforce & caseloads")
    preview = preview_workbook(demo, MARCH, content)
    (issue,) = [issue for issue in preview.issues if issue.code == "measure-missing"]
    assert issue.what.startswith("8 of the last issue's measures are not in this workbook: ")
    assert issue.what.endswith(" and 3 more.")
    assert issue in preview.to_accept


def test_a_measure_whose_alias_has_ended_is_not_missed(demo):
    preview = preview_demo(demo, "cyps-social-care-scorecard-2020-02.xlsx")
    assert [issue.code for issue in preview.issues if issue.code == "measure-missing"] == []
