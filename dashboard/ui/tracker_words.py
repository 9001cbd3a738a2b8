"""What the tracker's words and marks mean, for a reader who sees it once a month."""

PRINTING = (
    "To print, use your browser’s own Print (Ctrl and P, or Command and P on a Mac): the page comes out on plain white "
    "A4, without the controls."
)

WORDS_MEAN = (
    (
        "Worse, better",
        "The latest figure is out of its usual range, or has kept to one side of its usual figure for too many months "
        "to be luck; and we know which way is good. “Than a year ago” is said where single months cannot be judged.",
    ),
    ("Higher, lower", "The same, of a measure of which neither way is good or bad in itself."),
    ("No real change", "Up or down by no more than it has always gone up and down: there is nothing to explain."),
    ("Too early to tell", "There are too few months so far to know what is usual."),
    ("Not judged", "One month says little: it covers 12 months, counts mostly the same cases again, or is of few."),
    ("Usual range", "Where nearly all months fall while nothing changes. It is the shaded band behind the small line."),
    ("On target, within tolerance, off target", "The figure beside the target set for this year. It may be off target "
     "every month and still be as usual for us: then the usual is not good enough."),
    ("Revised", "An earlier month’s figure has been put right since it was first given."),
    ("About 1 in 5", "The percentage said as a share, rounded."),
    ("Points", "The difference between two percentages: from 20% to 25% is 5 points."),
)  # fmt: skip
