"""Figures: what a view says, drawn. Nothing is calculated or judged here."""
