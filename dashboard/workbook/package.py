"""What an upload is, told from its bytes and parts and never from its name, and what else it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from stat import S_ISLNK
from zipfile import ZipFile, ZipInfo

from dashboard.errors import WorkbookError
from dashboard.issues import Issue
from dashboard.workbook.limits import MAX_ENTRIES, MEGABYTE

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURE = b"PK"
CONTENT_TYPES = "[Content_Types].xml"
# Excel names it xl/workbook.xml, SharePoint also xl/workbook2.xml.
_WORKBOOK = re.compile(r"^xl/workbook\d*\.xml$", re.IGNORECASE)
_HEAD_BYTES = 4096
_ENCRYPTED_FLAG = 1
# Where a zip's entry keeps the file's mode (APPNOTE.TXT 4.4.15, as Info-ZIP writes it).
_UNIX_MODE_BITS = 16

_NOT_XLSX = "not-an-xlsx"
_WHATEVER_ITS_NAME = "whatever its name says"

# Names of streams of a compound file, as its directory writes them; the first that is there says what the file is.
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "password-protected", "The workbook is protected by a password."),
    ("EncryptionInfo", "password-protected", "The workbook is protected by a password."),
    ("Workbook", "old-excel-format", f"This is an Excel 97-2003 workbook (.xls), {_WHATEVER_ITS_NAME}."),
    ("Book", "old-excel-format", f"This is an Excel 5.0/95 workbook (.xls), {_WHATEVER_ITS_NAME}."),
    ("WordDocument", _NOT_XLSX, f"This is a Word document, {_WHATEVER_ITS_NAME}."),
    ("PowerPoint Document", _NOT_XLSX, f"This is a PowerPoint presentation, {_WHATEVER_ITS_NAME}."),
)
# How files begin that are neither a zip nor a compound file; text is searched in lower case, white space in front left
# out. The last to be asked is plain text.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%pdf", "a PDF"),
    (b"<!doctype html", "a web page saved with a spreadsheet's name"),
    (b"<html", "a web page saved with a spreadsheet's name"),
    (b"<table", "a web page saved with a spreadsheet's name"),
    (b"mime-version:", "a web archive saved with a spreadsheet's name"),
    (b"{\\rtf", "a Word document (.rtf)"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif8", "a picture"),
    (b"7z\xbc\xaf\x27\x1c", "a packed folder (.7z)"),
    (b"rar!", "a packed folder (.rar)"),
    (b"\x1f\x8b", "a packed file (.gz)"),
    (b"par1", "a Parquet file"),
    (b"id;p", "a SYLK file (.slk)"),
)
_XML_SPREADSHEET = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid=.excel\.sheet", re.IGNORECASE)
# Parts by which other packages are known.
_FOREIGN_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "an Excel binary workbook (.xlsb)"),
    ("word/document.xml", "a Word document (.docx)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ("Index/Document.iwa", "an Apple Numbers, Pages or Keynote document"),
    ("Index.zip", "an Apple Numbers, Pages or Keynote document"),
    ("index.xml", "an Apple document"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_TEMPLATE_TYPE = b"spreadsheetml.template.main+xml"
_MACRO_TYPE = b"macroenabled"
_STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_MACRO_PART = re.compile(r"(^|/)vbaproject\.bin$|^xl/macrosheets/", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extra:
    """Something that a workbook may carry beside its cells, which is not read."""

    code: str
    parts: re.Pattern[str]
    what: str


_EXTRAS = (
    _Extra(
        code="external-links-ignored",
        parts=re.compile(r"^xl/externalLinks/[^/]+\.(xml|bin)$", re.IGNORECASE),
        what="The workbook has links to other workbooks. They are not followed; the last values saved in the cells "
        "are read.",
    ),
    _Extra(
        code="data-connections-ignored",
        parts=re.compile(r"^xl/(connections\.xml$|queryTables/|model/)|^customXml/.*mashup", re.IGNORECASE),
        what="The workbook fetches data from elsewhere. Nothing is fetched; the last values saved in the cells are "
        "read.",
    ),
    _Extra(
        code="embedded-objects-ignored",
        parts=re.compile(r"^xl/(embeddings|activeX|ctrlProps)/", re.IGNORECASE),
        what="The workbook holds other files or form controls. They are not opened or read.",
    ),
)


def refusal(code: str, what: str) -> WorkbookError:
    """Give the refusal of a file."""
    return WorkbookError(what, (Issue(code=code, what=what),))


def check_container(content: bytes) -> None:
    """Refuse, by name, what is no zip.

    Raises:
        WorkbookError: with the issue.
    """
    if not content:
        raise refusal("empty-file", "The file is empty.")
    if content.startswith(OLE_SIGNATURE):
        raise _ole_refusal(content)
    if not content.startswith(ZIP_SIGNATURE):
        raise refusal(_NOT_XLSX, f"This is {_beginning(content)}, {_WHATEVER_ITS_NAME}.")


def _ole_refusal(content: bytes) -> WorkbookError:
    for stream, code, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return refusal(code, what)
    # A damaged or unusual one does not name its stream; among scorecards an older workbook is by far the likeliest.
    what = f"This is an older Office file, such as an Excel 97-2003 workbook (.xls), {_WHATEVER_ITS_NAME}."
    return refusal("old-excel-format", what)


def _beginning(content: bytes) -> str:
    head = content[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, words in _BEGINNINGS:
        if head.startswith(beginning):
            return words
    if _XML_SPREADSHEET.search(head):
        return "an XML Spreadsheet 2003 (.xml)"
    is_text = b"\0" not in head or content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "plain text, such as CSV" if is_text else "no Excel workbook (.xlsx)"


def check_names(package: ZipFile) -> None:
    """Refuse a package by the names of its parts: too many, unsafe, twice the same, locked or with macros.

    Raises:
        WorkbookError: with the issue.
    """
    names = package.namelist()
    if len(names) > MAX_ENTRIES:
        raise refusal("zip-bomb", f"The file has {len(names):,} parts; {MAX_ENTRIES:,} is the most.")
    for part in package.infolist():
        if _leaves_its_folder(part.filename):
            raise refusal("unsafe-zip-member", f"The file holds a part named {part.filename!r}.")
        if _is_link(part):
            raise refusal("unsafe-zip-member", f"The part {part.filename!r} is a link to another file.")
    # Two parts of one name: the guard would look at one and the parser at the other.
    if len({name.casefold() for name in names}) < len(names):
        raise refusal("damaged-file", "The file holds two parts of one name.")
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in package.infolist()):
        raise refusal("password-protected", "The file's parts are locked by a password.")
    if any(_MACRO_PART.search(name) for name in names):
        raise refusal("macro-enabled", "The workbook holds macros.")


def _leaves_its_folder(name: str) -> bool:
    """Tell a name that no workbook's part has: absolute, with a drive, climbing out, or with control characters."""
    return (
        name.startswith(("/", "\\"))
        or ".." in re.split(r"[/\\]", name)
        or any(character == ":" or not character.isprintable() for character in name)
    )


def _is_link(part: ZipInfo) -> bool:
    """Tell a symbolic link, which an archiver on Unix writes with the file's mode in the upper half."""
    return S_ISLNK(part.external_attr >> _UNIX_MODE_BITS)


def check_kind(package: ZipFile) -> None:
    """Refuse, by name, a package that is no .xlsx.

    Raises:
        WorkbookError: with the issue.
    """
    names = frozenset(package.namelist())
    for part, words in _FOREIGN_PARTS:
        if part in names:
            raise refusal(_NOT_XLSX, f"This is {words}, {_WHATEVER_ITS_NAME}.")
    if "mimetype" in names and _OPEN_DOCUMENT in _head(package, "mimetype"):
        raise refusal(_NOT_XLSX, f"This is an OpenDocument file, such as .ods, {_WHATEVER_ITS_NAME}.")
    types = _head(package, CONTENT_TYPES).lower() if CONTENT_TYPES in names else b""
    if _MACRO_TYPE in types:
        raise refusal("macro-enabled", "The workbook is of a kind that holds macros (.xlsm, .xltm or .xlam).")
    if _TEMPLATE_TYPE in types:
        raise refusal(_NOT_XLSX, f"This is an Excel template (.xltx), {_WHATEVER_ITS_NAME}.")
    workbook = next((name for name in sorted(names) if _WORKBOOK.match(name)), None)
    if workbook is None:
        raise refusal(_NOT_XLSX, "This is a zip file, but not an Excel workbook.")
    if _STRICT_NAMESPACE in _head(package, workbook):
        raise refusal(_NOT_XLSX, "This is a Strict Open XML Spreadsheet, a kind of .xlsx that is not read.")


def _head(package: ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(MEGABYTE)


def ignored_extras(package: ZipFile) -> tuple[Issue, ...]:
    """Note what the workbook carries that is not read: links, connections, embedded files."""
    names = package.namelist()
    return tuple(
        Issue(code=extra.code, what=extra.what)
        for extra in _EXTRAS
        if any(extra.parts.search(name) for name in names)
    )  # fmt: skip
