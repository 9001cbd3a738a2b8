"""Everyone's published figures of one measure, year by year: what every comparison is made of."""
