"""The guard: every kind of file that is refused, each built here, and what it is called."""

import io
import random
import time
import tomllib
from stat import S_IFLNK
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from fixtures.builders import Scorecard, build_scorecard, saved, scorecard_book, small_catalogue
from fixtures.packages import Edit, changed, repacked, workbook_of, workbook_of_cells
from openpyxl.worksheet.cell_range import CellRange

from dashboard.errors import WorkbookError
from dashboard.vocabulary import Severity
from dashboard.workbook import guard, limits, package
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.read import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet2.xml"
LZMA_VERSION_BYTES = 2
TYPES = "[Content_Types].xml"
SHEET_TYPE = b"spreadsheetml.sheet.main+xml"


def refusal(content: bytes, name: str = "scorecard.xlsx") -> str:
    with pytest.raises(WorkbookError) as fault:
        guard_workbook(name, content)
    (issue,) = fault.value.issues
    assert issue.kind.refuses_file
    assert issue.remedy.endswith("Nothing has been saved.")
    return issue.code


def in_sheet(old: bytes, new: bytes) -> Edit:
    return changed(SHEET, old, new)


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
        (OLE + bytes(512), "old-excel-format"),
        (OLE + bytes(2048) + "EncryptionInfo".encode("utf-16-le"), "password-protected"),
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
    "name", ["../outside.txt", "xl/../../outside.txt", "/etc/outside", "C:/outside", "xl\\..\\out", "xl/a\x01b"]
)
def test_a_part_that_leaves_its_folder_is_refused(sound: bytes, name: str):
    assert refusal(repacked(sound, added={name: b"text"})) == "unsafe-zip-member"


def test_a_link_to_another_file_is_refused(sound: bytes):
    link = ZipInfo("xl/media/link.png")
    link.external_attr = (S_IFLNK | 0o777) << 16
    stream = io.BytesIO(sound)
    with ZipFile(stream, "a") as package_with_link:
        package_with_link.writestr(link, "/etc/hostname")
    assert refusal(stream.getvalue()) == "unsafe-zip-member"


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
    """The sizes of the central directory are written down to nearly nothing; what comes out is counted all the same."""
    bomb = bytearray(repacked(sound, added={"xl/media/zeros.bin": bytes(12 * 1024 * 1024)}))
    entry = bomb.rfind(b"PK\x01\x02")
    bomb[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert refusal(bytes(bomb)) == "zip-bomb"


@pytest.mark.parametrize("lie", [10, 100_000])
def test_a_part_of_another_size_than_the_file_says_is_damaged(sound: bytes, lie: int):
    content = bytearray(repacked(sound, added={"xl/media/zeros.bin": bytes(1000)}))
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = lie.to_bytes(4, "little")
    assert refusal(bytes(content)) == "damaged-file"


def test_the_unpacked_size_has_an_end(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 10_000)
    assert refusal(repacked(sound, method=ZIP_STORED)) == "zip-bomb"


def test_the_number_of_parts_has_an_end(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "MAX_ENTRIES", 5)
    assert refusal(sound) == "zip-bomb"


def test_the_files_size_has_an_end(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "MAX_BYTES", len(sound) - 1)
    assert refusal(sound) == "file-too-large"


def filled_cells(sound: bytes) -> int:
    with ZipFile(io.BytesIO(sound)) as parts:
        return sum(parts.read(name).count(b"<c r=") for name in parts.namelist() if "worksheets" in name)


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
    with ZipFile(io.BytesIO(packed)) as parts:
        part = parts.getinfo(SHEET)
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


# What it is, told from its bytes


def what_is_said(content: bytes, code: str) -> str:
    with pytest.raises(WorkbookError) as fault:
        guard_workbook("scorecard.xlsx", content)
    assert [issue.code for issue in fault.value.issues] == [code]
    assert "Save As" in fault.value.issues[0].remedy or code == "password-protected"
    return str(fault.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Indicator,Apr-19\nContacts,1196\n", "CSV"),
        ("Indicator\tApr\n".encode("utf-16"), "CSV"),
        (b"%PDF-1.7", "PDF"),
        (b"  \r\n<HTML><table>", "web page"),
        (b"\xef\xbb\xbf<table border=1>", "web page"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"MIME-Version: 1.0\n", "web archive"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "XML Spreadsheet 2003"),
        (b"{\\rtf1", "Word"),
        (b"\x89PNG\r\n", "picture"),
        (b"7z\xbc\xaf\x27\x1c\0", ".7z"),
        (b"\x1f\x8b\x08\0", ".gz"),
        (b"PAR1\0", "Parquet"),
        (b"\0\1\2", "no Excel workbook"),
        (OLE + bytes(512) + "WordDocument".encode("utf-16-le"), "Word document"),
    ],
)
def test_what_is_no_package_is_named(content: bytes, words: str):
    assert words in what_is_said(content, "not-an-xlsx")


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ({"xl/workbook.bin": b""}, ".xlsb"),
        ({"word/document.xml": b"<a/>"}, ".docx"),
        ({"ppt/presentation.xml": b"<a/>"}, ".pptx"),
        ({"Index/Document.iwa": b"\0"}, "Numbers"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, ".ods"),
        ({"readme.txt": b"text"}, "zip file"),
    ],
)
def test_a_package_of_another_kind_is_named(sound: bytes, added: dict[str, bytes], words: str):
    assert words in what_is_said(repacked(sound, without="xl/workbook.xml", added=added), "not-an-xlsx")


@pytest.mark.parametrize(
    ("new", "code", "words"),
    [
        (b"sheet.macroEnabled.main+xml", "macro-enabled", ".xlsm"),
        (b"template.macroEnabled.main+xml", "macro-enabled", ".xltm"),
        (b"spreadsheetml.template.main+xml", "not-an-xlsx", ".xltx"),
    ],
)
def test_the_content_types_tell_the_kind_whatever_the_name(sound: bytes, new: bytes, code: str, words: str):
    assert words in what_is_said(repacked(sound, edit=changed(TYPES, SHEET_TYPE, new)), code)


def test_excel_4_macros_are_macros(sound: bytes):
    assert refusal(repacked(sound, added={"xl/macrosheets/sheet1.xml": b"<a/>"})) == "macro-enabled"


def test_a_strict_workbook_is_named(sound: bytes):
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    assert "Strict" in what_is_said(repacked(sound, edit=changed("xl/workbook.xml", usual, strict)), "not-an-xlsx")


def test_two_parts_of_one_name_are_damage(sound: bytes):
    assert refusal(repacked(sound, added={"XL/Workbook.xml": b"<a/>"})) == "damaged-file"


def test_locked_parts_are_protected(sound: bytes):
    locked = bytearray(sound)
    entry = locked.rfind(b"PK\x01\x02")
    locked[entry + 8] |= 1
    assert refusal(bytes(locked)) == "password-protected"


# What it carries beside its cells


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/externalLinks/externalLink1.xml", "external-links-ignored"),
        ("xl/connections.xml", "data-connections-ignored"),
        ("xl/queryTables/queryTable1.xml", "data-connections-ignored"),
        ("xl/embeddings/oleObject1.bin", "embedded-objects-ignored"),
        ("xl/activeX/activeX1.xml", "embedded-objects-ignored"),
    ],
)
def test_what_is_not_read_is_said(sound: bytes, part: str, code: str):
    content = repacked(sound, added={part: b"<a/>"})
    (issue,) = guard_workbook("a.xlsx", content).issues
    assert (issue.code, issue.severity) == (code, Severity.NOTE)
    assert issue in read_workbook(guard_workbook("a.xlsx", content), small_catalogue(), frozenset()).issues
    assert guard_workbook("a.xlsx", sound).issues == ()


# Entities, however they are written


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("piece", [64, 1024 * 1024])
def test_sixteen_bits_hide_nothing(sound: bytes, monkeypatch: pytest.MonkeyPatch, encoding: str, piece: int):
    monkeypatch.setattr(guard, "_CHUNK", piece)
    part = "<?xml version='1.0'?>" + " " * 300 + "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
    assert refusal(repacked(sound, added={"xl/odd.xml": part.encode(encoding)})) == "xml-entities"


def test_cells_in_sixteen_bits_are_counted(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    wide = repacked(sound, edit=lambda name, part: part.decode().encode("utf-16") if name == SHEET else part)
    monkeypatch.setattr(guard, "MAX_CELLS", filled_cells(sound))
    guard_workbook("a.xlsx", wide)
    monkeypatch.setattr(guard, "MAX_CELLS", filled_cells(sound) - 1)
    assert refusal(wide) == "file-too-large"


@pytest.mark.parametrize("encoding", ["cp037", "utf-7", "shift_jis"])
def test_an_encoding_that_excel_never_writes_is_damage(sound: bytes, encoding: str):
    part = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + "<!DOCTYPE x><x/>".encode(encoding)
    assert refusal(repacked(sound, added={"xl/odd.xml": part})) == "damaged-file"


@pytest.mark.parametrize("name", ["xl/texts.bin", "xl/media/image1.png", "docProps/thumbnail", "xl/theme/theme9.dat"])
def test_entities_are_refused_whatever_the_part_is_called(sound: bytes, name: str):
    part = b"\xef\xbb\xbf  <?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
    assert refusal(repacked(sound, added={name: part})) == "xml-entities"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("xl/media/image1.png", b"\x89PNG" + b"<!ENTITY"),
        ("xl/media/crest.svg", b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'><svg/>"),
    ],
)
def test_pictures_may_hold_any_bytes(sound: bytes, name: str, part: bytes):
    guard_workbook("a.xlsx", repacked(sound, added={name: part}))


# How much it holds


@pytest.mark.parametrize("piece", [50, 1024 * 1024])
def test_rows_are_counted_as_they_are_present(monkeypatch: pytest.MonkeyPatch, piece: int):
    content = workbook_of(b'<row r="%d"/>' % row for row in (1, 5, 1_048_576))
    monkeypatch.setattr(guard, "_CHUNK", piece)
    monkeypatch.setattr(guard, "MAX_ROWS", 3)
    guard_workbook("a.xlsx", content)
    monkeypatch.setattr(guard, "MAX_ROWS", 2)
    assert refusal(content) == "file-too-large"


def test_a_list_of_children_is_refused_in_seconds_with_figures_and_the_way_out(monkeypatch: pytest.MonkeyPatch):
    """3.8 million cells, whose numbers are as different as real ones."""
    content = workbook_of_cells(192_000)
    told: list[str] = []
    monkeypatch.setattr(guard, "MAX_BYTES", len(content))
    started = time.perf_counter()
    with pytest.raises(WorkbookError) as fault:
        guard_workbook("children.xlsx", content, told.append)
    assert time.perf_counter() - started < 5
    (issue,) = fault.value.issues
    assert "400,000 cells" in issue.what
    assert "a row for each child or case" in issue.remedy
    assert told == ["Checking the file, 10%"] or not told


def test_a_file_over_the_limit_is_refused_before_it_is_opened(sound: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "ZipFile", None)
    with pytest.raises(WorkbookError) as fault:
        guard_workbook("children.xlsx", sound.ljust(50 * 1024 * 1024, b"\0"))
    assert "50 MB; 20 MB is the most" in fault.value.issues[0].what


def test_progress_is_told_of_a_large_file_only(sound: bytes):
    told: list[str] = []
    guard_workbook("a.xlsx", sound, told.append)
    assert told == []
    guard_workbook(
        "a.xlsx", repacked(sound, added={"xl/media/a.bin": random.Random(1).randbytes(17_000_000)}), told.append
    )
    assert told[0] == "Checking the file, 10%"
    assert told[-1] == "Checking the file, 100%"
    assert len(told) == 10


def test_a_tag_without_end_is_not_kept(sound: bytes):
    endless = b"<x " + random.Random(1).randbytes(3_000_000).hex().encode()
    guard_workbook("a.xlsx", repacked(sound, added={"xl/odd.xml": endless}))


def test_a_file_too_large_for_the_guard_reaches_it(root):
    config = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == limits.MAX_UPLOAD_MEGABYTES > 50
