"""Read any published file that the catalogue knows, telling which it is by its content and never by its name."""

from __future__ import annotations

import csv

from dashboard.areas import AreaBook
from dashboard.benchmarks.columns import not_recognised
from dashboard.benchmarks.ees import read_ees
from dashboard.benchmarks.lait import PARQUET_MAGIC, read_lait
from dashboard.benchmarks.own import OWN_COLUMNS, read_own
from dashboard.benchmarks.release import ReleaseRead
from dashboard.catalogue.schema import Catalogue


def read_release(content: bytes, filename: str, catalogue: Catalogue, areas: AreaBook) -> ReleaseRead:
    """Read a release: an EES CSV, the LAIT parquet file, or a file of our own layout.

    The observations are full financial years of all areas that the file holds, ours included, with ``kind``
    ``benchmark``, ``sheet`` the dataset's id and ``cell`` the row of the original file. Where an issue refuses the
    file (``benchmark-missing-column``, ``benchmark-missing-label``, ``benchmark-duplicate-row``) there are none.

    Raises:
        BenchmarkError: with issue ``benchmark-not-recognised`` when the file is none of these.
    """
    if not content:
        raise not_recognised(filename, f"{filename} is empty.")
    if content.startswith(PARQUET_MAGIC):
        return read_lait(content, filename, catalogue, areas)
    if _heading(content) == OWN_COLUMNS:
        return read_own(content, filename, catalogue)
    return read_ees(content, filename, catalogue, areas)


def _heading(content: bytes) -> tuple[str, ...]:
    first = content.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    return tuple(next(csv.reader([first.strip()]), ()))
