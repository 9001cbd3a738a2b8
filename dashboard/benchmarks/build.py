"""Make ``data/benchmarks`` again from the government's files: ``python -m dashboard.benchmarks.build``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.areas import AreaBook, load_area_book
from dashboard.benchmarks.own import Release, digest, extract, load_releases, write_own
from dashboard.benchmarks.read import read_release
from dashboard.benchmarks.release import NOTHING_KNOWN, Known, ReleaseRead, population_indicator
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.errors import BenchmarkError, DashboardError
from dashboard.issues import refuses
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, IndicatorId

BENCHMARKS_FOLDER = "benchmarks"
REFERENCE_FOLDER = "reference"
ARGUMENTS = ("SOURCE_FOLDER", "DATA_FOLDER", "CATALOGUE")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltRelease:
    """One release written in our layout, what reading it gave, and how many of its figures are kept."""

    release: Release
    read: ReleaseRead
    kept: int
    path: Path


def build_benchmarks(source_folder: Path, data_folder: Path, catalogue: Catalogue) -> Iterator[BuiltRelease]:
    """Write one file in our layout for each release that ``releases.csv`` names, giving each as it is done.

    Raises:
        BenchmarkError: when a government file is missing, is not the very file that ``releases.csv`` states (by its
            SHA-256), or cannot be read whole.
    """
    folder = data_folder / BENCHMARKS_FOLDER
    areas = load_area_book(data_folder / REFERENCE_FOLDER)
    releases, counted = load_releases(folder), population_indicator(catalogue)
    # Rates that a release does not print are worked out from the population, so that comes first.
    ordered = sorted(releases, key=lambda release: not _carries(catalogue, release.dataset, counted))
    known = NOTHING_KNOWN
    for release in ordered:
        read = _read(release, source_folder, catalogue, areas, known)
        if _carries(catalogue, release.dataset, counted):
            known = Known(population=_population(read, counted))
        path = folder / release.filename
        kept = extract(read.observations, release)
        write_own(kept, path)
        yield BuiltRelease(release=release, read=read, kept=len(kept), path=path)


def _carries(catalogue: Catalogue, dataset: str, indicator: IndicatorId | None) -> bool:
    found = catalogue.indicator(indicator) if indicator is not None else None
    return found is not None and any(figure.dataset == dataset for figure in found.published)


def _population(read: ReleaseRead, indicator: IndicatorId | None) -> dict[tuple[AreaCode, Period], float]:
    return {
        (one.area, one.period): one.value
        for one in read.observations
        if one.indicator == indicator and one.value is not None
    }


def _read(release: Release, source_folder: Path, catalogue: Catalogue, areas: AreaBook, known: Known) -> ReleaseRead:
    path = source_folder / release.original
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise BenchmarkError(f"{path} cannot be read: {fault.strerror}.") from fault
    if (found := digest(content)) != release.sha256:
        raise BenchmarkError(f"{path} is not the file that releases.csv states: its SHA-256 is {found}.")
    read = read_release(content, path.name, catalogue, areas, known)
    if refuses(read.issues):
        raise BenchmarkError(f"{path} cannot be read as a release.", read.issues)
    if read.dataset != release.dataset:
        raise BenchmarkError(f"{path} is {read.dataset}, though releases.csv says {release.dataset}.")
    return read


def main(arguments: list[str]) -> int:
    """Run from the command line; 0 when done, 1 when a file is refused, 2 for wrong arguments."""
    if len(arguments) != len(ARGUMENTS):
        sys.stderr.write(f"usage: python -m dashboard.benchmarks.build {' '.join(ARGUMENTS)}\n")
        return 2
    source_folder, data_folder, catalogue_path = (Path(argument) for argument in arguments)
    try:
        for built in build_benchmarks(source_folder, data_folder, load_catalogue(catalogue_path)):
            sys.stdout.write(_say(built))
    except DashboardError as fault:
        sys.stderr.write("\n".join([str(fault), *(f"{issue.place}: {issue.what}" for issue in fault.issues)]) + "\n")
        return 1
    return 0


def _say(built: BuiltRelease) -> str:
    read = built.read
    left_out = [f"  {issue.place}: {issue.what}\n" for issue in read.issues]
    return (
        f"{built.path.name}: {built.kept} of {len(read.observations)} figures from {read.rows_kept} of {read.rows_in} "
        f"rows, latest {read.latest}\n{''.join(left_out)}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
