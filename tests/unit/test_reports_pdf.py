"""What makes PDFs: it loads nothing from elsewhere, and says plainly where the machine lacks a part."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from dashboard.reports.pdf import REMEDY, PrintedPage, pdf_problem

ROOT = Path(__file__).resolve().parents[2]
# The library loader itself is made to find no Pango; everything above it is as it is.
WITHOUT_PANGO = """
import cffi.api

_dlopen = cffi.api.FFI.dlopen


def dlopen(self, name, flags=0):
    if "pango" in str(name):
        raise OSError(f"cannot load library {name!r}: no such file")
    return _dlopen(self, name, flags)


cffi.api.FFI.dlopen = dlopen
"""
ASK = """
from fixtures.tracker_papers import paper
from dashboard.errors import DashboardError
from dashboard.reports.pdf import pdf_problem
from dashboard.reports.tracker_docx import tracker_docx
from dashboard.reports.tracker_html import tracker_html
from dashboard.reports.tracker_pdf import tracker_pdf

print(len(tracker_html(paper())) > 1000, tracker_docx(paper())[:2])
try:
    tracker_pdf(paper())
except DashboardError as fault:
    print(str(fault) == pdf_problem(), fault)
"""


@pytest.mark.usefixtures("pango")
def test_pdf_works_here():
    assert pdf_problem() == ""


def test_missing_pango_is_a_plain_message_and_other_formats_work(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(dedent(WITHOUT_PANGO))
    path = f"{tmp_path}:{ROOT}:{ROOT / 'tests'}"
    done = subprocess.run(
        [sys.executable, "-c", ASK], env={"PYTHONPATH": path}, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["True b'PK'", f"True {REMEDY}"]
    assert done.stderr == ""


@pytest.mark.parametrize("system", ["Debian", "macOS", "Windows"])
def test_remedy_is_there_for_each_system(system):
    assert system in REMEDY


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("address", ["{file}", "http://127.0.0.1:9/x.css", "ftp://127.0.0.1/x.css"])
def test_nothing_is_read_from_elsewhere(tmp_path, address):
    """A style sheet that would take the page apart is not read, wherever it lies."""
    style = tmp_path / "x.css"
    style.write_text("p { break-before: page }")
    link = f'<link rel="stylesheet" href="{address.format(file=style.as_uri())}">'
    page = (
        f'<!doctype html><html lang="en-GB"><head><title>A</title>{link}</head><body><h1>A</h1><p>B</p></body></html>'
    )
    assert PrintedPage(page).sides == 1
    within = page.replace(link, f"<style>{style.read_text()}</style>")
    assert PrintedPage(within).sides == 2


@pytest.mark.usefixtures("pango")
def test_same_page_gives_the_same_file():
    page = '<!doctype html><html lang="en-GB"><head><title>A</title></head><body><h1>A</h1></body></html>'
    assert PrintedPage(page).pdf() == PrintedPage(page).pdf()
