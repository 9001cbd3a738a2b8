"""Apply a reviewed patch to the catalogue's file: checked first, written in one step, kept beside it afterwards."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

from dashboard.catalogue.diff import apply_diff
from dashboard.catalogue.files import read_text, write_text
from dashboard.catalogue.load import check_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.errors import CatalogueError

# Patches that were applied lie here, beside the catalogue, so that its keeper can review them or take one back.
CHANGES_FOLDER = "catalogue-changes"
# Two officers who apply at one time in one process: the second patch meets what the first one left.
_APPLYING = threading.Lock()


def apply_patch(path: Path, patch: str, *, on: date) -> Path:
    """Change the catalogue's file by a patch, and give the path of the patch as it is kept.

    Raises:
        CatalogueError: when the patch cannot be read or does not fit, when the changed catalogue would have faults, or
            when the file cannot be written. The file is then as it was.
    """
    with _APPLYING:
        old = read_text(path)
        new = apply_diff(old, patch, path.name)
        checked(new, str(path))
        write_text(path, new, instead_of=old)
        return _keep(path.parent / CHANGES_FOLDER, patch, on)


def checked(text: str, file: str) -> Catalogue:
    """Give the catalogue that a text makes.

    Raises:
        CatalogueError: when it has faults, all of them listed.
    """
    catalogue, issues = check_catalogue(text, file)
    if catalogue is None or issues:
        raise CatalogueError("With this change the catalogue would have faults.", tuple(issues))
    return catalogue


def _keep(folder: Path, patch: str, on: date) -> Path:
    folder.mkdir(exist_ok=True)
    place = 1
    while (path := folder / f"{on.isoformat()}-{place:02d}.patch").exists():
        place += 1
    write_text(path, patch, instead_of=None)
    return path
