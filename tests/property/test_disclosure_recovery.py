"""An attacker with a solver of its own tries to work out every figure that the public is not shown."""

from functools import cache

import pandas as pd
import pytest
from editions_builders import stored
from fixtures.public_figures import read_frame
from fixtures.small_worlds import FEWEST_VALUES, FORMS_KNOWN, WHOLE, Attacker, World, catalogue, counts_of, worlds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.disclosure.cells import cells_of, national_series
from dashboard.disclosure.mask import PublicMask
from dashboard.disclosure.session import for_audience
from dashboard.disclosure.settle import settle
from dashboard.disclosure.small import is_small
from dashboard.editions.resolve import standing_figures
from dashboard.intake.preview import preview_workbook
from dashboard.papers.make import make_paper
from dashboard.store import reads
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.vocabulary import Audience, Basis, Unit

CATALOGUE = catalogue()


def recovered(world: World, *, secondary: bool = True, of: tuple[str, ...] = (), by_edition: bool = False) -> list:
    """List the hidden counts, or those of one figure, that the attacker narrows to fewer than three values.

    ``by_edition`` is an attacker who has kept the papers of three editions, as each was given out.
    """
    printed = world.editions() if by_edition else [world.observations()]
    frame = stored(*((at, "scorecard", f"2020-0{at}", 1, figures) for at, figures in enumerate(printed, 1)))
    by_key = {(str(one.indicator), str(one.basis), str(one.period)): one for one in world.observations()}
    attacker, kept = Attacker(), {}
    for at, figures in enumerate(printed, 1):
        cells = cells_of(frame[frame["edition"] <= at], CATALOGUE)
        hidden = settle(cells, CATALOGUE, secondary=secondary).hidden if figures else frozenset()
        kept |= {
            cell.key: (by_key[cell.key].value, by_key[cell.key].decimals) for cell in cells if cell.key not in hidden
        }
    attacker.read(kept)
    found = []
    for key in [of] if of else sorted(hidden - kept.keys()):
        for part in sensitive(world, key):
            low, high = attacker.range_of(key, part)
            if high - low < FEWEST_VALUES - 1:
                found.append((key, part, low, high))
    return found


def sensitive(world: World, key: tuple[str, str, str]) -> list[str]:
    """Name the counts of a hidden figure that are small; a hidden count is always one."""
    above, below = counts_of(world, key)
    if key[0] == WHOLE:
        return ["below"]
    parts = {"above": above, "below": below, "left": below - above}
    return [part for part, count in parts.items() if 1 <= count <= 5]


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), st.booleans())
def test_no_hidden_count_is_narrowed_to_fewer_than_three_values(world, by_edition):
    assert recovered(world, by_edition=by_edition) == []


FEW = World(
    above=tuple([1, 2, 0, 3, 1, 2] * 4), below=tuple([9, 3, 8, 12, 7, 10] * 4),
    forms=frozenset({Basis.IN_MONTH, Basis.YEAR_TO_DATE, Basis.FINANCIAL_YEAR}),
    share_forms=frozenset({Basis.IN_MONTH, Basis.YEAR_TO_DATE}), decimals=1,
)  # fmt: skip


# A count of October 2019 fits but one value, unless with a month of thousands of cases, which nobody would believe.
BELIEVABLE = World(
    above=(0, 2, 8, 0, 0, 2, 3, 0, 3, 1, 2, 3, 2, 0, 0, 2, 2, 3, 1, 1, 1, 3, 3, 2),
    below=(30, 6, 9, 4, 2, 9, 32, 29, 34, 37, 3, 10, 8, 29, 4, 10, 14, 29, 10, 5, 18, 28, 6, 3),
    forms=frozenset({Basis.IN_MONTH}), share_forms=frozenset(FORMS_KNOWN), decimals=1,
)  # fmt: skip


# A busier March must not change what the papers of autumn are taken to have hidden.
LATER_BUSIER = World(
    above=(0,) * 14 + (7,) + (0,) * 9, below=(0,) * 13 + (12, 10, 4, 13, 6) + (0,) * 5 + (15,),
    forms=frozenset({Basis.IN_MONTH}), share_forms=frozenset({Basis.YEAR_TO_DATE}), decimals=1,
)  # fmt: skip


def test_the_papers_of_three_editions_side_by_side_tell_no_more_than_the_last():
    assert recovered(LATER_BUSIER, by_edition=True) == []


def test_no_count_hides_behind_a_month_that_nobody_would_believe():
    assert recovered(BELIEVABLE, of=("share", "in_month", "2019-10")) == []


def test_the_attacker_finds_out_what_is_hidden_alone():
    """The attack is a real one: without hiding what tells, it recovers exact counts."""
    exact = [one for one in recovered(FEW, secondary=False) if one[2] == one[3]]
    assert len(exact) >= 4
    assert {key[0] for key, *_ in exact} >= {str(WHOLE)}
    assert recovered(FEW) == []


# ---- figures that were revised ---------------------------------------------------------------------------------------


def told_by_revised(world, late, *, kept):
    """List the small counts, before and after late entries, that papers of three editions narrow to one or two values.

    ``kept`` are papers as they were given out then; else all are made now, as at each edition.
    """
    frame = stored(
        *((at, "scorecard", f"2020-0{at}", 1, one) for at, one in enumerate(world.revised_editions(late), 1))
    )
    moments = [cells_of(frame[frame["edition"] <= edition], CATALOGUE) for edition in (1, 2, 3)]
    settled = [settle(cells, CATALOGUE) for cells in moments]
    now = settled[-1]
    attacker, shown, hidden = Attacker(revised=frozenset(late)), set(), set()
    for edition, (cells, then) in enumerate(zip(moments, settled, strict=True), 1):
        since, published = edition == 3, {}
        for cell in [one for one in cells if not one.is_past]:
            unsaid = cell.indicator in now.protected and (cell.key, cell.value) not in now.said
            if cell.key in then.hidden or (not kept and unsaid):
                hidden.add((cell.key, since))
            else:
                shown.add((cell.key, since))
                published[cell.key] = (cell.value, world.decimals if cell.is_share else 0)
        attacker.read(published, since=since)
    found = []
    for key, since in sorted(hidden - shown):
        for part in small_parts(world if since else world.before(late), key):
            low, high = attacker.range_of(key, part, since=since)
            if high - low < FEWEST_VALUES - 1:
                found.append((key, since, part, low, high))
    return found


def small_parts(world, key):
    above, below = counts_of(world, key)
    parts = {"below": below} if key[0] == WHOLE else {"above": above, "below": below, "left": below - above}
    return [part for part, count in parts.items() if 1 <= count <= 5]


LATE = World(
    above=(5, 3, 1, 4, 0, 3, 7, 9, 2, 0, 1, 3, 0, 1, 1, 6, 0, 2, 1, 3, 2, 3, 6, 9),
    below=(14, 33, 3, 5, 3, 12, 10, 9, 6, 11, 27, 8, 1, 24, 1, 12, 10, 13, 32, 22, 21, 8, 13, 13),
    forms=frozenset({Basis.IN_MONTH, Basis.ROLLING_12_MONTHS, Basis.FINANCIAL_YEAR}),
    share_forms=frozenset(FORMS_KNOWN), decimals=1,
)  # fmt: skip


@pytest.mark.parametrize(("world", "late", "kept"), [
    (LATE, {17: (2, 2)}, False), (LATE, {17: (2, 2)}, True), (FEW, {13: (0, 1)}, True),
])  # fmt: skip
def test_the_old_and_the_new_of_what_was_revised_tell_no_small_count(world, late, kept):
    assert told_by_revised(world, late, kept=kept) == []


# ---- the demonstration, from its published figures and files ---------------------------------------------------------


@pytest.fixture(scope="module")
def hidden(demo):
    """What the demonstration's public is not shown: key to value."""
    rows = demo.store.figures(areas=[demo.our_code])
    settled = settle(cells_of(rows, demo.catalogue), demo.catalogue)
    return {cell.key: cell for cell in cells_of(rows, demo.catalogue) if cell.key in settled.hidden}


@pytest.fixture(scope="module")
def papers(demo):
    """Make papers of the demonstration for the public, each once."""
    return cache(lambda kind, form: make_paper(demo, public_paper(kind, form)).content)


def families(demo, hidden):
    """Pair each count with each share that is out of it, and with none, where any figure of them is hidden."""
    measures = {key[0] for key in hidden}
    for indicator in demo.catalogue.indicators:
        whole = indicator.id if indicator.unit is Unit.COUNT else indicator.denominator_indicator
        if whole and {str(whole), str(indicator.id)} & measures:
            yield str(whole), str(indicator.id)


def attack(demo, hidden, published):
    """Give the hidden counts found out, and how many families could be attacked at all."""
    found, attacked = [], 0
    for whole, share in families(demo, hidden):
        attacker = Attacker(whole=whole)
        mine = {key: one for key, one in published.items() if key[0] in (whole, share) and attacker.knows(key)}
        attacker.read(mine)
        try:
            ranges = [
                (key, part, *attacker.range_of(key, part))
                for key, cell in hidden.items()
                if key[0] == whole and attacker.knows(key) and is_small(cell.value)
                for part in ["below"]
            ]
        except ArithmeticError:  # what is printed contradicts itself: it tells this attacker nothing
            continue
        attacked += bool(ranges)
        found += [one for one in ranges if one[3] - one[2] < FEWEST_VALUES - 1]
    return found, attacked


def test_the_attacker_finds_nothing_in_the_figures_of_the_demonstration(demo, hidden):
    public = for_audience(demo, Audience.PUBLIC)
    rows = standing_figures(public.store.figures(areas=[demo.our_code]), demo.catalogue)
    published = read_frame(rows)
    assert not hidden.keys() & published.keys()
    found, attacked = attack(demo, hidden, published)
    assert found == []
    assert attacked >= 3


def test_the_attacker_finds_a_great_deal_where_only_small_figures_are_hidden(demo, hidden):
    rows = standing_figures(demo.store.figures(areas=[demo.our_code]), demo.catalogue)
    small = settle(cells_of(rows, demo.catalogue), demo.catalogue, secondary=False).small
    published = {key: one for key, one in read_frame(rows).items() if key not in small}
    found, _ = attack(demo, hidden, published)
    assert len(found) >= 10


def test_the_scorecard_for_the_public_reads_back_without_a_hidden_figure(demo, papers, hidden):
    content = papers(PaperKind.SCORECARD, PaperFormat.XLSX)
    given = preview_workbook(demo, "scorecard.xlsx", content).changes.observations.frame
    published = read_frame(given[given["area"] == demo.our_code])
    assert len(published) > 500
    assert not hidden.keys() & published.keys()
    assert attack(demo, hidden, published)[0] == []


@pytest.mark.parametrize(
    ("kind", "form"), [(PaperKind.SCORECARD, PaperFormat.XLSX), (PaperKind.TRACKER, PaperFormat.HTML)]
)
def test_no_hidden_figure_moves_anything_in_a_paper(demo, papers, hidden, monkeypatch, kind, form):
    """Whatever the hidden figures are, the file is the same: no word, status, line or count of it rests on them."""
    settled = for_audience(demo, Audience.PUBLIC).mask.settled()
    monkeypatch.setattr(PublicMask, "settled", lambda *asked: settled)
    real = reads.figures

    def others(*given):
        rows = real(*given).copy()
        keys = zip(rows["indicator"], rows["basis"], rows["period"], strict=True)
        ours = (rows["area"] == demo.our_code) & ~rows["report"].isin(national_series(demo.catalogue))
        named = pd.Series([key in hidden for key in keys], index=rows.index)
        rows.loc[ours & named, "value"] = 777.0
        return rows

    monkeypatch.setattr(reads, "figures", others)
    assert make_paper(demo, public_paper(kind, form)).content == papers(kind, form)


def public_paper(kind, form):
    return PaperRequest(kind=kind, format=form, audience=Audience.PUBLIC)
