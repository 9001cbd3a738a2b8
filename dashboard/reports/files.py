"""Write a report's file: whole or not at all, and the same bytes for the same report."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.catalogue.files import replace_file
from dashboard.errors import DashboardError

_CORE_PROPERTIES = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
# The parts of a package have no rights of their own: read and write for the owner, as zip tools give.
_RIGHTS = 0o600 << 16
_UNIX = 3


def write_file(path: Path, content: bytes) -> None:
    """Put a report in its place in one step.

    Raises:
        DashboardError: when it cannot be written there; nothing has been written then, and an older file is untouched.
    """
    check_place(path)
    with _plain_faults(path):
        replace_file(path, content)


def check_place(path: Path) -> None:
    """Refuse a place that cannot be written to, before what is to be written is made; nothing is left there.

    Raises:
        DashboardError: for a folder, in a missing folder, or where there is no right to write.
    """
    if path.is_dir():
        raise DashboardError(f"{path} is a folder. Give the name of a file in it. Nothing has been written.")
    if not path.parent.is_dir():
        raise DashboardError(f"There is no folder {path.parent}. Make it, or give another. Nothing has been written.")
    with _plain_faults(path):
        if path.exists():
            with path.open("r+b"):  # refused where another program holds it open, and where it may only be read
                pass
        with TemporaryFile(dir=path.resolve().parent):
            pass


@contextmanager
def _plain_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise DashboardError(
            f"{path} cannot be written: {fault.strerror}. Close the file if another program has it open, give another "
            "place, or ask for the right to write there. Nothing has been written."
        ) from fault


def fixed_package(content: bytes, day: date) -> bytes:
    """Date an Office file and every part of it by ``day``, so that the same report always gives the same bytes."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, date_time=(day.year, day.month, day.day, 0, 0, 0))
            part.compress_type, part.external_attr, part.create_system = ZIP_DEFLATED, _RIGHTS, _UNIX
            text = old.read(name)
            new.writestr(part, _stamped(text, day) if name == _CORE_PROPERTIES else text)
    return stream.getvalue()


def _stamped(core: bytes, day: date) -> bytes:
    return _STAMP.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode() + rb"\g<2>", core)
