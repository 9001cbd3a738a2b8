"""The tables of the papers made from editions; ``migrations`` say how they came to be."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from dashboard.store.tables import METADATA, Code, UtcDateTime

# One row for every paper made: who, when, what was asked (JSON), which edition it names as its own, which revision of
# the store it was read at and the highest edition's number then, and what it was made with (JSON). Its content is in
# ``files``. No step of the store's history: what is made from editions changes none of them, so the revision stays.
papers = Table(
    "papers",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Code, nullable=False),
    Column("format", Code, nullable=False),
    Column("filename", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("as_at", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("read_at", Integer, nullable=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
    Column("made_with", Text, nullable=False),
)

# The files beside the store that a paper is made by, each by its name: the catalogue, the areas, lists of neighbours.
paper_inputs = Table(
    "paper_inputs",
    METADATA,
    Column("paper", ForeignKey("papers.number"), primary_key=True),
    Column("name", Code, primary_key=True),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
)
