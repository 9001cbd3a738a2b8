"""What the tracker's words and marks mean, for a reader who sees it once a month: on the page and on paper."""

from __future__ import annotations

WORDS_MEAN = (
    (
        "Worse, better",
        "The latest figure is out of its usual range, or has kept to one side of its usual figure for too many months "
        "to be luck. We know which way is good. “Than a year ago” is said where single months cannot be judged.",
    ),
    ("Higher, lower", "The same, of a measure of which neither way is good or bad in itself."),
    ("No real change", "Up or down by no more than it has always gone up and down: there is nothing to explain."),
    ("Too early to tell", "There are too few months so far to know what is usual."),
    ("Not judged", "One month says little: it covers 12 months, mostly counts the same ones again, or counts few."),
    ("Usual range", "Where nearly all months fall while nothing changes. It is the shaded band behind the small line."),
    ("On target, within tolerance, off target", "The figure beside the target set for this year. It may be off target "
     "every month and still be as usual for us: then the usual is not good enough."),
    ("Revised", "An earlier month’s figure has been put right since it was first given."),
    ("About 1 in 5", "The percentage said as a share, rounded."),
    ("Points", "The difference between two percentages: from 20% to 25% is 5 points."),
)  # fmt: skip

# The same in brief, for a paper that must do with one side.
IN_BRIEF = (
    ("Worse, better", "out of the usual range, or clearly different from a year ago, and we know which way is good."),
    ("No real change", "up or down by no more than it always has."),
    ("Not judged", "one month says little; hold it against a year ago."),
    ("Usual range", "where nearly all months fall while nothing changes: the shaded band behind the small line."),
)
