"""The process that parses one workbook: ``python -m dashboard.workbook.child LIMITS``, started by ``parse.py``.

The bytes come on standard input; standard output carries one JSON document a line: ``{"sheet": [3, 6, 2000]}`` as work
goes on (the third of six, 2,000 rows read), ``{"grid": {...}}`` for each sheet, and at the end ``{"end": 6}`` or
``{"fault": "damaged-file"}``. A fault's own words are not passed on: they may quote cells.

Before anything of the file is read, the process gives up what it does not need: memory, processor time, open files,
writing files, starting programs. Where the system has no such limits (Windows; macOS has none for memory) the time-out
that the parent keeps by the clock is the only one.
"""

from __future__ import annotations

import binascii
import json
import lzma
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import ParseError

if TYPE_CHECKING:
    from dashboard.workbook.grid import Grid

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# The libraries that openpyxl loads where it finds them, and for nothing that is read here: numpy to know its number
# types, Pillow for pictures, lxml in place of the standard XML parser. Without them the start takes half the time.
_UNUSED_LIBRARIES = ("numpy", "PIL", "lxml")
_OPEN_FILES = 32
_EXPAT_NO_MEMORY = 1  # XML_ERROR_NO_MEMORY, which is otherwise told as any other fault of the XML

DAMAGED = "damaged-file"
OUT_OF_MEMORY = "reading-ran-out-of-memory"

# What damaged bytes make openpyxl and what it stands on raise; anything else is a fault of the program, which ends the
# process and is told as such. ValueError has among its kinds bad XML characters and entities, ours, and a wrong
# encoding; SyntaxError the XML parser's; LookupError a part, style or text that is referred to and not there.
PARSE_FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError,  # a date or number beyond bounds
    AssertionError,  # openpyxl's own checks
    AttributeError,  # an element where openpyxl expects one and finds none
    EOFError,  # a part that ends too soon
    LookupError,
    NameError,  # openpyxl's branches for elements it has no reader for
    NotImplementedError,  # a way of packing that zipfile has no reader for
    OSError,  # a part that is not there, or cannot be found
    RecursionError,  # elements within elements without end
    SyntaxError,
    TypeError,  # an attribute too many or too few
    UserWarning,  # openpyxl drops something: see DROPPED_WORDS in sheets.py
    ValueError,
    binascii.Error,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)


def main(arguments: list[str], source: IO[bytes], target: IO[bytes]) -> None:
    """Read one workbook from ``source`` and write its grids to ``target``; ``arguments`` are bytes and seconds."""
    memory_bytes, seconds = (int(each) for each in arguments)
    _limit_before_loading(memory_bytes, seconds)
    for library in _UNUSED_LIBRARIES:
        # The import system's own way of saying "not there".
        sys.modules[library] = None  # type: ignore[assignment]
    try:
        _answer(source, target)
    except MemoryError:
        _say(target, {"fault": OUT_OF_MEMORY})


def _answer(source: IO[bytes], target: IO[bytes]) -> None:
    # Loaded here, after the limits are set and the libraries that are not wanted are put aside.
    from dashboard.workbook.grid_json import grid_line
    from dashboard.workbook.sheets import read_grids

    _limit_before_reading()
    grids = read_grids(source.read(), lambda *place: _say(target, {"sheet": place}))
    count = 0
    while grid := _next_grid(grids, target):
        target.write(f'{{"grid":{grid_line(grid)}}}\n'.encode("ascii"))
        count += 1
    _say(target, {"end": count})


def _next_grid(grids: Iterator[Grid], target: IO[bytes]) -> Grid | None:
    """Give the next sheet; None after the last. Damage ends the process, which has then said so."""
    try:
        return next(grids, None)
    except PARSE_FAULTS as fault:
        no_memory = isinstance(fault, ParseError) and fault.code == _EXPAT_NO_MEMORY
        _say(target, {"fault": OUT_OF_MEMORY if no_memory else DAMAGED})
        raise SystemExit(0) from fault


def _say(target: IO[bytes], message: dict[str, object]) -> None:
    target.write(json.dumps(message).encode("ascii") + b"\n")
    target.flush()


def _limit_before_loading(memory_bytes: int, seconds: int) -> None:
    _limit("RLIMIT_AS", memory_bytes)
    # Between the two the system says that time is up, and the parent can tell; at the second it kills.
    _limit("RLIMIT_CPU", seconds, at_the_most=seconds + 1)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)


def _limit_before_reading() -> None:
    """Forbid what only loading needed: writing files (Python keeps its compiled modules) and starting programs."""
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NPROC", 0)


def _limit(name: str, most: int, *, at_the_most: int | None = None) -> None:
    """Lower one of the system's limits, where it has that one and lets us."""
    kind = getattr(resource, name, None)
    if resource is None or kind is None:
        return
    _, hard = resource.getrlimit(kind)
    allowed = sys.maxsize if hard == resource.RLIM_INFINITY else hard
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (min(most, allowed), min(at_the_most or most, allowed)))


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
