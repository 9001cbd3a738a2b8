"""The guard: every kind of file that is refused, each built here, and what it is called."""

import io
import random
from collections.abc import Callable
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from fixtures.builders import Scorecard, build_scorecard, saved, scorecard_book, small_catalogue
from openpyxl.worksheet.cell_range import CellRange

from dashboard.errors import WorkbookError
from dashboard.workbook import guard
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet2.xml"
LZMA_VERSION_BYTES = 2


def refusal(content: bytes, name: str = "scorecard.xlsx") -> str:
    with pytest.raises(WorkbookError) as fault:
        guard_workbook(name, content)
    (issue,) = fault.value.issues
    assert issue.kind.refuses_file
    assert issue.remedy.endswith("Nothing has been saved.")
    return issue.code


def repacked(
    content: bytes,
    *,
    added: dict[str, bytes] | None = None,
    without: str = "",
    edit: Callable[[str, bytes], bytes] = lambda _, part: part,
    method: int = ZIP_DEFLATED,
) -> bytes:
    """Pack a workbook's parts again, one of them changed."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(stream, "w", method) as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, edit(name, source.read(name)))
        for name, part in (added or {}).items():
            target.writestr(name, part)
    return stream.getvalue()


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    def edit(name: str, part: bytes) -> bytes:
        assert name != SHEET or old in part
        return part.replace(old, new, 1) if name == SHEET else part

    return edit


@pytest.fixture(scope="module")
def sound() -> bytes:
    return build_scorecard()


def test_a_sound_workbook_passes_with_its_hash(sound: bytes):
    passed = guard_workbook("June.xlsx", sound)
    assert (passed.name, passed.content) == ("June.xlsx", sound)
    assert len(passed.sha256) == 64
    assert passed.sha256 != guard_workbook("June.xlsx", sound + b"").sha256[::-1]


def test_the_name_decides_nothing(sound: bytes):
    assert guard_workbook("June.csv", sound).name == "June.csv"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"Indicator,Apr-19\nContacts,1196\n", "not-an-xlsx"),
        (b"%PDF-1.7 ...", "not-an-xlsx"),
        (b"<html><table></table></html>", "not-an-xlsx"),
        (OLE + bytes(2048) + "Workbook".encode("utf-16-le"), "old-excel-format"),
        (OLE + bytes(2048) + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        (b"PK\x03\x04", "damaged-file"),
        (b"PK" + bytes(500), "damaged-file"),
    ],
)
def test_what_is_no_workbook_is_called_what_it_is(content: bytes, code: str):
    assert refusal(content) == code


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off_is_damaged(sound: bytes, share: float):
    assert refusal(sound[: int(len(sound) * share)]) == "damaged-file"


def test_a_zip_of_something_else_is_no_workbook(sound: bytes):
    assert refusal(repacked(sound, without="xl/workbook.xml")) == "not-an-xlsx"


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "vbaProject.bin"])
def test_macros_are_refused(sound: bytes, name: str):
    assert refusal(repacked(sound, added={name: b"macro"})) == "macro-enabled"


@pytest.mark.parametrize(
    "name", ["../outside.txt", "xl/../../outside.txt", "/etc/outside", "C:/outside", "xl\\..\\out"]
)
def test_a_part_that_leaves_its_folder_is_refused(sound: bytes, name: str):
    assert refusal(repacked(sound, added={name: b"text"})) == "unsafe-zip-member"


def test_dots_within_a_name_are_harmless(sound: bytes):
    guard_workbook("a.xlsx", repacked(sound, added={"xl/media/image..1.png": b"image"}))


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        b'<!doctype x [<!entity a "aaaa"><!entity b "&a;&a;">]>',
        b'<!ENTITY a "b">',
    ],
)
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_entities_are_refused_wherever_they_stand(sound: bytes, declaration: bytes, name: str):
    content = repacked(sound, edit=lambda each, part: declaration + part if each == name else part)
    assert refusal(content) == "xml-entities"


def test_entities_across_two_pieces_are_found(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    for piece in (512, 517, 1000):
        monkeypatch.setattr(guard, "_CHUNK", piece)
        monkeypatch.setattr(guard, "MAX_RATIO", 10_000)
        padding = b" " * 4096 + b"<!DOCTYPE x>"
        content = repacked(sound, edit=lambda name, part, more=padding: part + more if name == SHEET else part)
        assert refusal(content) == "xml-entities"


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_bomb_is_refused_by_what_it_unpacks_to(sound: bytes, method: int):
    assert refusal(repacked(sound, added={"xl/media/zeros.bin": bytes(12 * 1024 * 1024)}, method=method)) == "zip-bomb"


def test_a_directory_that_lies_about_its_sizes_gets_nothing_past(sound: bytes):
    """The sizes of the central directory are written down to nearly nothing; the zip itself then disagrees."""
    bomb = bytearray(repacked(sound, added={"xl/media/zeros.bin": bytes(12 * 1024 * 1024)}))
    entry = bomb.rfind(b"PK\x01\x02")
    bomb[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert refusal(bytes(bomb)) in ("damaged-file", "zip-bomb")


def test_the_unpacked_size_has_an_end(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 10_000)
    assert refusal(repacked(sound, method=ZIP_STORED)) == "zip-bomb"


def test_the_number_of_parts_has_an_end(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "MAX_ENTRIES", 5)
    assert refusal(sound) == "zip-bomb"


def test_the_files_size_has_an_end(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "MAX_BYTES", len(sound) - 1)
    assert refusal(sound) == "file-too-large"


def filled_cells(sound: bytes) -> int:
    with ZipFile(io.BytesIO(sound)) as package:
        return sum(package.read(name).count(b"<c r=") for name in package.namelist() if "worksheets" in name)


def test_cells_are_counted_as_they_are_present(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    cells = filled_cells(sound)
    assert cells > 60
    monkeypatch.setattr(guard, "MAX_CELLS", cells)
    guard_workbook("a.xlsx", sound)
    monkeypatch.setattr(guard, "MAX_CELLS", cells - 1)
    assert refusal(sound) == "file-too-large"


@pytest.mark.parametrize("piece", [64, 300, 1000])
def test_cells_are_counted_once_whatever_the_pieces(sound: bytes, monkeypatch: pytest.MonkeyPatch, piece: int):
    """However the parts are cut up for reading, no cell is counted twice; one cut in two may still be found whole."""
    cells = filled_cells(sound)
    monkeypatch.setattr(guard, "_CHUNK", piece)
    monkeypatch.setattr(guard, "MAX_RATIO", 10_000)
    monkeypatch.setattr(guard, "MAX_CELLS", cells)
    guard_workbook("a.xlsx", sound)
    monkeypatch.setattr(guard, "MAX_CELLS", cells - 1)
    assert refusal(sound) == "file-too-large"


def test_a_merge_over_the_whole_sheet_is_refused():
    book = scorecard_book(Scorecard())
    book["1 Front door"].merged_cells.add(CellRange("A40:XFD1048576"))
    assert refusal(saved(book)) == "file-too-large"


@pytest.mark.parametrize(
    "written",
    [
        b'<mergeCell ref="A40:XFD1048576"/>',
        b"<mergeCell ref='A40:XFD1048576'/>",
        b'<mergeCell  ref = "A40:XFD1048576" />',
        b'<x:mergeCell xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ref="A40:XFD1048576"/>',
        b'<mergeCell ref="a40:xfd1048576"/>',
    ],
)
def test_a_merge_is_seen_however_it_is_written(sound: bytes, written: bytes):
    assert refusal(repacked(sound, edit=in_sheet(b"<mergeCell ", written + b"<mergeCell "))) == "file-too-large"


def test_bytes_changed_at_random_are_read_or_refused_by_name(sound: bytes):
    """No damage to a file may escape as anything but a refusal."""
    draw = random.Random(20)
    outcomes = set()
    for _ in range(150):
        damaged = bytearray(sound)
        for _ in range(draw.choice((1, 2, 5))):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        try:
            read_workbook(guard_workbook("damaged.xlsx", bytes(damaged)), small_catalogue(), frozenset())
        except WorkbookError as fault:
            outcomes.add(fault.issues[0].code)
    assert "damaged-file" in outcomes


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_damage_inside_a_packed_part_is_a_refusal(sound: bytes, method: int):
    packed = repacked(sound, method=method)
    with ZipFile(io.BytesIO(packed)) as package:
        part = package.getinfo(SHEET)
    start = part.header_offset + 30 + len(SHEET)
    first = LZMA_VERSION_BYTES if method == ZIP_LZMA else 0  # which nobody reads
    for offset in range(first, part.compress_size, max(1, part.compress_size // 40)):
        damaged = bytearray(packed)
        damaged[start + offset] ^= 0xFF
        assert refusal(bytes(damaged)) in ("damaged-file", "zip-bomb")


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_part_that_is_no_xml_is_a_refusal(sound: bytes, name: str):
    content = repacked(sound, edit=lambda each, part: part[: len(part) // 2] if each == name else part)
    with pytest.raises(WorkbookError) as fault:
        read_workbook(guard_workbook("damaged.xlsx", content), small_catalogue(), frozenset())
    assert [issue.code for issue in fault.value.issues] == ["damaged-file"]
