"""The comparison as CSV and Excel: numbers as numbers, reasons as words, and nothing that a spreadsheet would run."""

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from dashboard.reports.compare_download import compare_csv, compare_xlsx
from dashboard.views.compare_page.build import build_compare, lay_ground, read_figures
from dashboard.views.compare_page.download import CompareDownload, DownloadRow, build_download
from dashboard.views.comparing.series import measure_of
from dashboard.vocabulary import Unit

ROW = DownloadRow(
    year="2018/19",
    area="Doncaster",
    code="E08000017",
    region="Yorkshire and The Humber",
    neighbour=1,
    rank=132,
    value=27.0,
    decimals=1,
    no_figure="",
    numerator=1290.0,
    denominator=4781.0,
    change=-1.5,
    difference=-5.7,
    position="better",
    clear="yes",
    note="",
    edition=19,
)
DOWNLOAD = CompareDownload(
    title="Re-referrals & more, 2018/19",
    unit=Unit.PER_CENT,
    unit_words="%",
    decimals=1,
    facts=(
        ("Measure", "Re-referrals"),
        ("Source and licence", "A department (Open Licence); edition 19"),
        ("Empty", ""),
    ),
    rows=(ROW, replace(ROW, area="York", value=None, no_figure="suppressed", change=None, difference=None, rank=None)),
)
DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "＝1+1"]


def parse(content: bytes) -> tuple[list[list[str]], list[dict[str, str]]]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    gap = lines.index([])
    heading, *rows = lines[gap + 1 :]
    return lines[:gap], [dict(zip(heading, row, strict=True)) for row in rows]


def test_csv_opens_with_its_source_then_the_table():
    facts, rows = parse(compare_csv(DOWNLOAD))
    assert facts == [["Measure", "Re-referrals"], ["Source and licence", "A department (Open Licence); edition 19"]]
    first, second = rows
    assert (first["Figure"], first["Numerator"], first["Denominator"]) == ("27", "1290", "4781")
    assert (first["Change on the year before"], first["Ours less this figure"]) == ("-1.5", "-5.7")
    assert (second["Figure"], second["Why there is no figure"]) == ("", "suppressed")


def test_csv_can_be_opened_in_excel_with_its_letters_right():
    content = compare_csv(replace(DOWNLOAD, rows=(replace(ROW, area="Ynys Môn"),)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Ynys Môn" in content.decode("utf-8-sig")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_runs_in_a_spreadsheet(text):
    download = replace(DOWNLOAD, rows=(replace(ROW, area=text, note=text),), facts=(("Measure", text),))
    facts, rows = parse(compare_csv(download))
    assert rows[0]["Authority or area"] == facts[0][1] == f"'{text}"
    book = load_workbook(io.BytesIO(compare_xlsx(download)))
    cell = book["Figures"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_large_and_fine_numbers_are_written_out():
    _, rows = parse(compare_csv(replace(DOWNLOAD, rows=(replace(ROW, value=20.01, decimals=2, numerator=1234567.0),))))
    assert (rows[0]["Figure"], rows[0]["Numerator"]) == ("20.01", "1234567")


def test_excel_holds_numbers_with_their_unit_and_gaps_as_gaps():
    sheet = load_workbook(io.BytesIO(compare_xlsx(DOWNLOAD)))["Figures"]
    assert (sheet["E2"].value, sheet["E2"].number_format) == (27.0, '#,##0.0"%"')
    assert (sheet["I2"].value, sheet["I2"].number_format) == (-1.5, "+#,##0.0;-#,##0.0;#,##0.0")
    assert (sheet["G2"].value, sheet["B2"].value) == (1290, 132)
    assert (sheet["E3"].value, sheet["F3"].value) == (None, "suppressed")


def test_excel_is_ready_to_read_and_to_print():
    book = load_workbook(io.BytesIO(compare_xlsx(DOWNLOAD)))
    sheet = book["Figures"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D2", "$1:$1")
    assert sheet.auto_filter.ref == "A1:P3"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddHeader.left.text == "Re-referrals && more, 2018/19"
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["B"].width
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Source and licence"] == "A department (Open Licence); edition 19"
    assert "Empty" not in about


def test_the_same_figures_give_the_same_bytes():
    assert compare_xlsx(DOWNLOAD) == compare_xlsx(DOWNLOAD)


def test_the_real_page_downloads_what_it_shows(demo):
    measure = measure_of(demo.catalogue.indicator("re-referrals"))
    ground = lay_ground(demo, measure, read_figures(demo, measure))
    view = build_compare(demo, measure=measure.id, period="2018/19", against="all")
    download = build_download(ground, view, all_years=False)
    _, rows = parse(compare_csv(download))
    figures = {row["Authority or area"]: row["Figure"] for row in rows if row["Figure"]}
    assert len(figures) == 151 + 4
    assert (figures["Rotherham"], figures["Doncaster"], figures["Our neighbours’ average"]) == ("21.3", "27", "20.01")
    clear = {row["Authority or area"]: row["More than chance"] for row in rows if row["More than chance"]}
    assert clear == {
        "Our neighbours’ average": "yes",
        "Our neighbours together": "no",
        "Yorkshire and The Humber": "yes",
        "England": "no",
    }
    sheet = load_workbook(io.BytesIO(compare_xlsx(download)))["Figures"]
    assert sheet.max_row == len(rows) + 1
