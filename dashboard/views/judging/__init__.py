"""Judgements of stored figures: what each may rest on is gathered here, and judged in ``dashboard.judge`` alone."""
