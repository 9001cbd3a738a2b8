"""Find a file's dataset and its columns by name; names drift between releases, so each has several."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dashboard.benchmarks.release import Findings
from dashboard.catalogue.schema import Catalogue, Dataset, DatasetKind
from dashboard.errors import BenchmarkError
from dashboard.issues import Issue

# Files share columns (C1 and C6 both count referrals), so that half of a dataset's columns is not enough to tell it.
LEAST_FIT = 1 / 2


def find_column(names: Sequence[str], present: Collection[str]) -> str | None:
    """Find the first of a column's names that the file has."""
    return next((name for name in names if name in present), None)


def need_column(names: Sequence[str], present: Collection[str], findings: Findings) -> str:
    """Find a column, or note that the file lacks it; the first name is given back then."""
    found = find_column(names, present)
    if found is None:
        also = f" (nor under its other names {', '.join(names[1:])})" if len(names) > 1 else ""
        findings.add("benchmark-missing-column", f"{findings.filename} has no column {names[0]!r}{also}.")
    return found or names[0]


def recognise_dataset(
    present: Collection[str], filename: str, kind: DatasetKind, catalogue: Catalogue
) -> tuple[Dataset, tuple[Issue, ...]]:
    """Tell which dataset a file is by its columns.

    A file that has most of a dataset's columns, though not all, is that dataset with an issue for each column it
    lacks.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when it is none of the catalogue's, or could be two.
    """
    candidates = [dataset for dataset in catalogue.datasets if dataset.kind is kind]
    ranked = sorted(
        ((*_fit(dataset, present), dataset) for dataset in candidates), key=lambda row: row[:2], reverse=True
    )
    if not ranked or ranked[0][0] <= LEAST_FIT:
        nearest = f" The nearest is {ranked[0][2].name}." if ranked and ranked[0][0] else ""
        raise not_recognised(filename, f"{filename} is none of the data files that the catalogue knows.{nearest}")
    share, size, dataset = ranked[0]
    rivals = [row[2] for row in ranked[1:] if row[:2] == (share, size)]
    if rivals:
        raise not_recognised(filename, f"{filename} could be {dataset.name} or {rivals[0].name}.")
    findings = Findings(filename=filename, dataset=dataset.id)
    for names in dataset.columns:
        need_column(names, present, findings)
    return dataset, findings.issues()


def not_recognised(filename: str, what: str) -> BenchmarkError:
    """Make the error for a file that cannot be read as a release."""
    return BenchmarkError(what, (Issue(code="benchmark-not-recognised", what=what, file=filename),))


def _fit(dataset: Dataset, present: Collection[str]) -> tuple[float, int]:
    """Give the share of the dataset's columns that the file has, and how many there are to find."""
    found = [names for names in dataset.columns if find_column(names, present) is not None]
    return (len(found) / len(dataset.columns) if dataset.columns else 0.0, len(dataset.columns))
