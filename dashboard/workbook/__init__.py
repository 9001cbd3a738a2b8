"""Workbooks: guard the upload, recognise its sheets by their words, read every figure with its cell."""
