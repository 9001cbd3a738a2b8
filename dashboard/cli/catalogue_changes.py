"""Change the catalogue by patches: write one for a new name or number, and apply one that was reviewed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard.catalogue.apply import apply_patch
from dashboard.catalogue.files import read_text
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.names import name_key
from dashboard.catalogue.patch import AliasEntry, CatalogueEntry, NumberEntry, make_patch
from dashboard.catalogue.schema import Alias, Catalogue
from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.output import console, print_json
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.vocabulary import Basis, IndicatorId, ReportId


def register(app: typer.Typer) -> None:
    """Add the commands that change the catalogue."""
    app.command("alias")(alias)
    app.command("apply")(apply)


def alias(
    context: typer.Context,
    indicator: Annotated[str, typer.Argument(help="The indicator's id, such as re-referrals.")],
    report: Annotated[str, typer.Option(help="The id of the report that prints the name.")],
    name: Annotated[str, typer.Option(help="The name as printed; a name that is known takes a new --number.")],
    number: Annotated[str, typer.Option(help="The number printed beside it.")] = "",
    basis: Annotated[Basis | None, typer.Option(help="The row's time basis, where the indicator has several.")] = None,
    since: Annotated[str | None, typer.Option(help="First as-at month, such as 2019-10.")] = None,
    ends: Annotated[str, typer.Option(help="The old name that ends in the month before --since.")] = "",
    by: Annotated[str, typer.Option(help="Who proposes it.")] = "the command line",
    why: Annotated[str, typer.Option(help="Why, such as: renamed in October's issue.")] = "",
    to: Annotated[Path | None, typer.Option(help="Write the patch to this file instead of printing it.")] = None,
) -> None:
    """Write a patch that adds a printed name, or a known name's new number; the catalogue is not changed."""
    path = context_of(context).settings.catalogue_path
    month = _month(since)
    with plain_failures(as_json=False):
        catalogue = load_catalogue(path)
        form = basis or _only_form(catalogue, indicator)
        entry = _entry(catalogue, indicator, report, name, number, form, month, ends)
        on = datetime.now(UTC).date()
        patch = make_patch(read_text(path), [entry], file=str(path), by=by, why=why, on=on)
    if to is None:
        typer.echo(patch, nl=False)
    else:
        to.write_text(patch, encoding="utf-8", newline="")
        console.print(f"Wrote {to}. Review it, then run: scorecard catalogue apply {to}")


def apply(
    context: typer.Context,
    patch: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A patch that was reviewed.")],
    as_json: JsonFlag = False,
) -> None:
    """Apply a patch to the catalogue: whole or not at all, and only where the result has no fault."""
    path = context_of(context).settings.catalogue_path
    with plain_failures(as_json=as_json):
        text = patch.read_bytes().decode("utf-8", errors="replace")
        kept = apply_patch(path, text, on=datetime.now(UTC).date())
    if as_json:
        print_json({"catalogue": str(path), "kept": str(kept)})
    else:
        console.print(f"{path} is changed; the patch is kept as {kept}.")


def _month(since: str | None) -> Period | None:
    if since is None:
        return None
    try:
        found = parse_period(since)
    except ValueError as fault:
        raise typer.BadParameter(f"{since!r} is no month such as 2019-10.", param_hint="--since") from fault
    if found.kind is not PeriodKind.MONTH:
        raise typer.BadParameter(f"{since!r} is no month such as 2019-10.", param_hint="--since")
    return found


def _only_form(catalogue: Catalogue, indicator: str) -> Basis:
    """Give the one time basis of an indicator; the first of an unknown one, which is refused later by its id."""
    found = catalogue.indicator(indicator)
    if found is not None and len(found.forms) > 1:
        forms = ", ".join(found.forms)
        raise typer.BadParameter(f"{found.name} is reported on {forms}: say which.", param_hint="--basis")
    return found.forms[0] if found is not None else Basis.IN_MONTH


def _entry(
    catalogue: Catalogue,
    indicator: str,
    report: str,
    name: str,
    number: str,
    basis: Basis,
    since: Period | None,
    ends: str,
) -> CatalogueEntry:
    known = _known_alias(catalogue, indicator, report, name, basis)
    if known is not None and number and since is not None and not ends:
        return NumberEntry(
            indicator=IndicatorId(indicator),
            report=ReportId(report),
            name=known.name,
            basis=basis,
            number=number,
            since=since,
        )
    return AliasEntry(
        indicator=IndicatorId(indicator),
        report=ReportId(report),
        name=name,
        basis=basis,
        number=number,
        since=since,
        ends=ends,
    )


def _known_alias(catalogue: Catalogue, indicator: str, report: str, name: str, basis: Basis) -> Alias | None:
    found = catalogue.indicator(indicator)
    aliases = found.aliases if found is not None else ()
    return next(
        (one for one in aliases if (one.report, one.basis, name_key(one.name)) == (report, basis, name_key(name))),
        None,
    )
