"""Preparing a performance clinic: what a rule proposes, and a sheet for each measure."""
