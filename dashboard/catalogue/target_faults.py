"""Check the targets of one indicator: their bands against its polarity, and the ways to dated targets."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.catalogue.schema import Bound, Indicator, Target
from dashboard.catalogue.wording import FaultPath
from dashboard.periods import Period
from dashboard.vocabulary import Basis, Polarity, ReportId, Unit

SHARE_LOW, SHARE_HIGH = 0.0, 100.0
ENDS = ("at_least", "above", "at_most", "below")

_Found = Iterator[tuple[FaultPath, str]]


def target_faults(indicator: Indicator) -> _Found:
    """List what is wrong with the yearly targets, each fault with its path inside the indicator."""
    seen: set[tuple[Period, Basis, ReportId | None]] = set()
    for position, target in enumerate(indicator.targets):
        path = ("targets", position)
        if target.basis not in indicator.forms:
            what = f"the target of {target.year} is {target.basis}, which is not among the forms"
            yield (*path, "basis"), what
        if (key := (target.year, target.basis, target.report)) in seen:
            yield path, f"two targets for {target.year}, {target.basis}"
        seen.add(key)
        polarity = indicator.polarity
        found = (
            *_green_faults(polarity, target),
            *_amber_faults(polarity, target),
            *_floor_faults(polarity, target),
        )
        for key_of_band, what in found:
            yield (*path, *key_of_band), f"the target of {target.year} {what}"
        if _is_share(indicator):
            yield from _share_faults(path, target)


def trajectory_faults(indicator: Indicator) -> _Found:
    """List what is wrong with the ways to dated targets."""
    for position, one in enumerate(indicator.trajectories):
        path: FaultPath = ("trajectories", position)
        subject = f"the trajectory to {one.until}"
        if one.basis not in indicator.forms:
            yield (*path, "basis"), f"{subject} is {one.basis}, which is not among the forms"
        if one.until.start <= one.since.start:
            yield (*path, "until"), f"{subject} does not end after its baseline, {one.since}"
        if indicator.polarity is Polarity.NO_POLARITY:
            yield path, f"{subject} is set, but the measure has no polarity"
        for key, figure in (("baseline", one.baseline), ("target", one.target)) if _is_share(indicator) else ():
            if not SHARE_LOW <= figure <= SHARE_HIGH:
                yield (*path, key), f"{subject} has a {key} of {_no_share(figure)}"


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit is Unit.PER_CENT and not indicator.can_exceed_100


def _no_share(figure: float) -> str:
    what = f"{figure:g} per cent, but a share lies between 0 and 100"
    return f"{what} (can_exceed_100: true says that it is no share)"


def _green_faults(polarity: Polarity, target: Target) -> _Found:
    """Refuse a green band that runs against the polarity, such as one with no floor where high is good."""
    if target.relative_to is not None and polarity is Polarity.NO_POLARITY:
        yield ("relative_to",), "is relative to another's figure, but the measure has no polarity"
    if target.green is None:
        return
    if polarity is Polarity.NO_POLARITY:
        yield ("green",), "has a green band, but the measure has no polarity"
    elif polarity is Polarity.HIGHER_IS_BETTER and target.green.low is None:
        yield ("green",), "has no lower end, though higher is better"
    elif polarity is Polarity.LOWER_IS_BETTER and target.green.high is None:
        yield ("green",), "has no upper end, though lower is better"
    elif polarity is Polarity.CLOSE_TO_TARGET and None in (target.green.low, target.green.high):
        yield ("green",), "is open at one end, though good is close to the target: give both ends"


def _floor_faults(polarity: Polarity, target: Target) -> _Found:
    """Refuse a floor standard that is not worse than green, or of a measure that has no worse side."""
    green, floor = target.green, target.floor
    if green is None or floor is None:
        return
    match polarity:
        case Polarity.HIGHER_IS_BETTER if green.low is not None and floor >= green.low:
            yield ("floor",), f"has a floor of {floor:g}: it must be below {green.low:g}, since higher is better"
        case Polarity.LOWER_IS_BETTER if green.high is not None and floor <= green.high:
            yield ("floor",), f"has a floor of {floor:g}: it must be above {green.high:g}, since lower is better"
        case Polarity.CLOSE_TO_TARGET:
            yield ("floor",), "has a floor, but good is close to the target: give tolerance, which holds on both sides"
        case _:
            return


def _amber_faults(polarity: Polarity, target: Target) -> _Found:
    """Refuse an amber band that is not worse than green: no figure could be amber, or none red."""
    green, amber = target.green, target.amber
    if green is None or amber is None:
        return
    match polarity:
        case Polarity.HIGHER_IS_BETTER if green.low is not None and not _reaches_below(amber, green):
            wanted = f"must begin below {green.low:g}, where green begins, since higher is better"
        case Polarity.LOWER_IS_BETTER if green.high is not None and not _reaches_above(amber, green):
            wanted = f"must end above {green.high:g}, where green ends, since lower is better"
        case Polarity.CLOSE_TO_TARGET if not (_wider_below(amber, green) or _wider_above(amber, green)):
            wanted = "must reach further than green, on one side at least"
        case _:
            return
    yield ("amber",), f"has an amber band that is not worse than green: it {wanted}"


def _reaches_below(amber: Bound, green: Bound) -> bool:
    """Tell whether amber begins below green; at the same figure it does where only amber includes it."""
    return amber.low is not None and _wider_below(amber, green)


def _reaches_above(amber: Bound, green: Bound) -> bool:
    return amber.high is not None and _wider_above(amber, green)


def _wider_below(amber: Bound, green: Bound) -> bool:
    if green.low is None or amber.low is None:
        return green.low is not None
    same_but_included = amber.low == green.low and amber.above is None and green.above is not None
    return amber.low < green.low or same_but_included


def _wider_above(amber: Bound, green: Bound) -> bool:
    if green.high is None or amber.high is None:
        return green.high is not None
    same_but_included = amber.high == green.high and amber.below is None and green.below is not None
    return amber.high > green.high or same_but_included


def _share_faults(path: FaultPath, target: Target) -> _Found:
    if target.floor is not None and not SHARE_LOW <= target.floor <= SHARE_HIGH:
        yield (*path, "floor"), f"the target of {target.year} has a floor of {_no_share(target.floor)}"
    for colour in ("green", "amber"):
        bound: Bound | None = getattr(target, colour)
        for end in ENDS if bound is not None else ():
            figure: float | None = getattr(bound, end)
            if figure is not None and not SHARE_LOW <= figure <= SHARE_HIGH:
                yield (*path, colour, end), f"the target of {target.year} is {_no_share(figure)}"
