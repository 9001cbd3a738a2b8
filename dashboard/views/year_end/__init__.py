"""The year-end report: what works well, what worries, what next, and what got better and worse over a year."""
