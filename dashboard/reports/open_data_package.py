"""The open data package: all its files, put in a folder in one step, in one zip file, or one table in one file."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.errors import DashboardError
from dashboard.reports.open_data_csv import table_csv
from dashboard.reports.open_data_json import DESCRIPTOR, MADE_BY, MADE_BY_KEY, datapackage_json, observations_json
from dashboard.reports.open_data_parquet import dataset_files, table_parquet
from dashboard.reports.open_data_readme import readme
from dashboard.views.open_data.view import OpenDataView

Progress = Callable[[str], object]
Files = Mapping[str, bytes]
README, PARQUET_FOLDER = "README.md", "parquet"
# A zip file must bear a date; the same figures give the same file, so it is no clock's. The earliest that zip knows.
DATED = (1980, 1, 1, 0, 0, 0)
_RIGHTS, _UNIX = 0o644 << 16, 3
WRITING = "Writing {path}"
NOTHING_WRITTEN = "Nothing has been written."


def package_files(view: OpenDataView, progress: Progress = str) -> Files:
    """Make every file of the package, by its path; the last describes the others."""
    files: dict[str, bytes] = {}
    for path, content in _made(view):
        progress(WRITING.format(path=path))
        files[path] = content
    return files | {DESCRIPTOR: datapackage_json(view, files.items())}


def _made(view: OpenDataView) -> Iterator[tuple[str, bytes]]:
    yield README, readme(view)
    for table in view.tables:
        yield f"{table.plan.name}.csv", table_csv(table)
    yield "observations.json", observations_json(view)
    for table in view.tables:
        yield from dataset_files(table, PARQUET_FOLDER)


def package_zip(view: OpenDataView, progress: Progress = str) -> bytes:
    """Put the package in one zip file; the same figures give the same bytes."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as book:
        for path, content in package_files(view, progress).items():
            part = ZipInfo(path, date_time=DATED)
            part.compress_type, part.external_attr, part.create_system = ZIP_DEFLATED, _RIGHTS, _UNIX
            book.writestr(part, content)
    return stream.getvalue()


def one_file(view: OpenDataView, ending: str, progress: Progress = str) -> bytes:
    """Make the file of an ending: the table of figures, or of ``.zip`` the whole package."""
    writers: Mapping[str, Callable[[], bytes]] = {
        ".csv": lambda: table_csv(view.observations),
        ".parquet": lambda: table_parquet(view.observations),
        ".json": lambda: observations_json(view),
        ".zip": lambda: package_zip(view, progress),
    }
    return writers[ending]()


FILE_ENDINGS = (".csv", ".parquet", ".json", ".zip")


def check_folder(folder: Path) -> None:
    """See that a folder can be written: it is new, empty, or an earlier export to which nothing was added.

    Raises:
        DashboardError: when it is none of these, or the folder that it is to lie in is not there.
    """
    target = Path(os.path.realpath(folder))
    if target.is_symlink():  # whatever a link led to is found by now, but for one that leads to itself
        raise DashboardError(f"{folder} leads nowhere. Give another place. {NOTHING_WRITTEN}")
    if not target.parent.is_dir():
        raise DashboardError(f"There is no folder {folder.parent}. Make it, or give another. {NOTHING_WRITTEN}")
    if folder.exists() and not folder.is_dir():
        raise DashboardError(f"{folder} is a file. Give a folder, or a name that ends in .zip. {NOTHING_WRITTEN}")
    if folder.is_dir() and (strange := _strange(folder)):
        raise DashboardError(
            f"{folder} is there already and holds {strange}, which is not of an earlier export. Give a new folder, or "
            f"an empty one. {NOTHING_WRITTEN}"
        )
    if target in (here := Path.cwd(), *here.parents):
        # Another folder takes its place: whoever stands in the old one would be left in a folder that is no more.
        raise DashboardError(f"This command runs inside {target}. Give a new folder in it. {NOTHING_WRITTEN}")


def _strange(folder: Path) -> str:
    """Name a file that no earlier export put there; empty where there is none."""
    known = _exported(folder)
    for here, folders, files in os.walk(folder):  # no further than the first strange one: it may be a whole disk
        at = Path(here)
        links = [name for name in folders if (at / name).is_symlink()]
        for name in sorted([*files, *links]):
            if (path := (at / name).relative_to(folder).as_posix()) not in known:
                return path
        folders.sort()
    return ""


def _exported(folder: Path) -> frozenset[str]:
    """List the files that the folder's own description names, where it is one of ours."""
    try:
        described = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        if described.get(MADE_BY_KEY) == MADE_BY:
            return frozenset({DESCRIPTOR, *(str(one["path"]) for one in described["resources"])})
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return frozenset()  # no description, or another's: then nothing there is ours
    return frozenset()


def write_folder(folder: Path, files: Files) -> None:
    """Put the package's folder in its place: written aside whole, then moved, so that no reader finds half of it.

    Raises:
        DashboardError: when the folder may not be replaced, or cannot be written; an earlier export then stays.
    """
    check_folder(folder)
    target = folder.resolve()
    try:
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            _write_all(aside / "new", files)
            _put_in_place(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as fault:
        raise DashboardError(
            f"{folder} cannot be written: {fault.strerror}. Make room on a full disk, close its files if another "
            f"program has them open, give another place, or ask for the right to write there. {NOTHING_WRITTEN}"
        ) from fault


def _write_all(folder: Path, files: Files) -> None:
    folder.mkdir(mode=0o755)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _put_in_place(aside: Path, target: Path) -> None:
    """Move the new folder to where the old one stood; the old one goes back where that fails."""
    old = aside / "old"
    if target.exists():
        target.rename(old)
    try:
        (aside / "new").rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
