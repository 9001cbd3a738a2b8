"""Editions: check the figures of one upload and show what publishing them would change."""
