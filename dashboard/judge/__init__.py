"""Judgements: every status is worked out here, once, and nowhere else."""
