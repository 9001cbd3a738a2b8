"""Find a file's dataset and its columns by name; names drift between releases, so each has several."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from dashboard.benchmarks.release import Findings, Wanted, wanted_from
from dashboard.catalogue.schema import Catalogue, Dataset, DatasetKind, PublishedFigure
from dashboard.errors import BenchmarkError
from dashboard.issues import Issue

# Files share columns (C1 and C6 both count referrals), so that half of a dataset's columns is not enough to tell it.
LEAST_FIT = 1 / 2
# A column spelled less like a missing one than this is no help.
NEAR = 0.6


def find_column(names: Sequence[str], present: Collection[str]) -> str | None:
    """Find the first of a column's names that the file has."""
    return next((name for name in names if name in present), None)


def figure_columns(figure: PublishedFigure) -> Iterator[Sequence[str]]:
    """List the columns that a figure is read from, each with all its names."""
    yield from (figure.value, *figure.numerator, figure.denominator, *figure.complement, *figure.months)
    yield from (tuple(names.split("|")) for names in figure.filters)


def known_names(dataset: Dataset, wanted: Iterable[Wanted]) -> frozenset[str]:
    """List every name under which the catalogue knows a column of a dataset."""
    columns = (*dataset.columns, *(names for item in wanted for names in figure_columns(item.figure)))
    return frozenset(name for names in columns for name in names)


def need_column(names: Sequence[str], present: Collection[str], findings: Findings, known: Collection[str] = ()) -> str:
    """Find a column, or note that the file lacks it; the first name is given back then.

    The note names the nearest of the file's columns that are not ``known`` for others.
    """
    found = find_column(names, present)
    if found is None:
        also = f" (nor under its other names {', '.join(names[1:])})" if len(names) > 1 else ""
        near = _nearest(names, [column for column in present if column not in known])
        what = f"{findings.filename} has no column {names[0]!r}{also}.{near}"
        findings.add("benchmark-missing-column", what)
    return found or names[0]


def likeness(one: str, other: str) -> float:
    """Tell how alike two columns are spelled, from 0 to 1; capitals do not matter."""
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _nearest(names: Sequence[str], present: Collection[str]) -> str:
    """Name the file's column that is spelled most like a missing one."""
    alike = max(((likeness(name, column), column) for name in names for column in present), default=(0.0, ""))
    return f" The nearest of its columns is {alike[1]!r}." if alike[0] >= NEAR else ""


def recognise_dataset(
    present: Collection[str], filename: str, kind: DatasetKind, catalogue: Catalogue
) -> tuple[Dataset, tuple[Issue, ...]]:
    """Tell which dataset a file is by its columns.

    A file that has most of a dataset's columns, though not all, is that dataset with an issue for each column it
    lacks.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when it is none of the catalogue's, or could be two.
    """
    fits = {dataset.id: _fit(dataset, present) for dataset in catalogue.datasets if dataset.kind is kind}
    best = max(fits.values(), default=(0.0, 0))
    nearest = [dataset for dataset in catalogue.datasets if fits.get(dataset.id) == best]
    if best[0] <= LEAST_FIT:
        said = _say_nearest(nearest[0], present) if best[0] else ""
        raise not_recognised(filename, f"{filename} is none of the data files that the catalogue knows.{said}")
    dataset = _most_alike(nearest, present, filename)
    findings = Findings(filename=filename, dataset=dataset.id)
    known = known_names(dataset, wanted_from(catalogue, dataset))
    for names in dataset.columns:
        need_column(names, present, findings, known)
    return dataset, findings.issues()


def _say_nearest(dataset: Dataset, present: Collection[str]) -> str:
    lacking = [names[0] for names in dataset.columns if find_column(names, present) is None]
    return f" The nearest is {dataset.name}, of which it lacks {', '.join(map(repr, lacking))}."


def not_recognised(filename: str, what: str) -> BenchmarkError:
    """Make the error for a file that cannot be read as a release."""
    return BenchmarkError(what, (Issue(code="benchmark-not-recognised", what=what, file=filename),))


def _fit(dataset: Dataset, present: Collection[str]) -> tuple[float, int]:
    """Give the share of the dataset's columns that the file has, and how many there are to find."""
    found = [names for names in dataset.columns if find_column(names, present) is not None]
    return (len(found) / len(dataset.columns) if dataset.columns else 0.0, len(dataset.columns))


def _most_alike(datasets: Sequence[Dataset], present: Collection[str], filename: str) -> Dataset:
    """Choose between datasets that fit alike: a renamed column is spelled like the one that is missing."""
    alike = {dataset.id: _likeness_of_missing(dataset, present) for dataset in datasets}
    best = [dataset for dataset in datasets if alike[dataset.id] == max(alike.values())]
    if len(best) > 1:
        raise not_recognised(filename, f"{filename} could be {best[0].name} or {best[1].name}.")
    return best[0]


def _likeness_of_missing(dataset: Dataset, present: Collection[str]) -> float:
    lacking = [names for names in dataset.columns if find_column(names, present) is None]
    return sum(max((likeness(name, column) for name in names for column in present), default=0.0) for names in lacking)
