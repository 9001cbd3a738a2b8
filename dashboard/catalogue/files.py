"""Read and write the YAML files that officers keep: a reader finds the old text or the new one, never half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dashboard.errors import CatalogueError
from dashboard.issues import Issue


def read_text(path: Path) -> str:
    """Read a file as it stands, line ends included.

    Raises:
        CatalogueError: when there is no such file, or it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        issue = Issue(code="catalogue-not-found", what=f"{path} cannot be read: {fault.strerror}.", file=str(path))
        raise CatalogueError(f"The catalogue {path} cannot be read.", (issue,)) from fault
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        what = "The file is not saved as UTF-8 from this line on."
        issue = Issue(code="catalogue-syntax", what=what, file=str(path), line=line)
        raise CatalogueError(f"The catalogue {path} cannot be read.", (issue,)) from fault


def write_text(path: Path, text: str, *, instead_of: str | None) -> None:
    """Put a text in a file's place in one step; the file keeps its permissions.

    ``instead_of`` is the text that the new one was made from, None where there was no file.

    Raises:
        CatalogueError: when the file has been changed since it was read, or cannot be written.
    """
    try:
        _refuse_if_changed(path, instead_of)
        replace_file(path, text.encode("utf-8"))
    except OSError as fault:
        what = f"{path} cannot be written: {fault.strerror}."
        raise CatalogueError(what, (Issue(code="catalogue-not-writable", what=what, file=str(path)),)) from fault


def _refuse_if_changed(path: Path, instead_of: str | None) -> None:
    now = path.read_bytes() if path.exists() else None
    if now != (None if instead_of is None else instead_of.encode("utf-8")):
        what = f"{path} was changed by someone else in the meantime."
        raise CatalogueError(what, (Issue(code="catalogue-moved", what=what, file=str(path)),))


def replace_file(path: Path, content: bytes) -> None:
    """Put bytes in a file's place in one step: a reader finds the old ones or the new ones, never half.

    Raises:
        OSError: when the file or its folder may not be written.
    """
    # A link is followed to the file itself: replacing the link would cut it off from what it stood for.
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
