"""What a workbook may hold and what reading one may cost. All limits stand here."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

# The file. A full scorecard is 0.03 MB, a DfE book of tables 0.7 MB.
MAX_BYTES = 20 * MEGABYTE
# The upload box lets files through that are too large, so that the guard can say so in its own words.
MAX_UPLOAD_MEGABYTES = 64
MAX_UNPACKED_BYTES = 200 * MEGABYTE
MAX_RATIO = 200
MAX_ENTRIES = 2_000

# What is present, never the extent. A full scorecard has 2,100 cells; a DfE book of tables, 100,000.
MAX_CELLS = 400_000
MAX_ROWS = 100_000
MAX_MERGED_CELLS = 200_000

# The last cell of a sheet is XFD1048576 (Excel's specifications and limits).
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

# What the child process may tell its parent of one workbook; a full scorecard makes 0.1 MB.
MAX_ANSWER_BYTES = 64 * MEGABYTE
# Workbooks parsed at one time, whoever uploads them; others wait their turn.
MAX_READ_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What the child process may use for one workbook.

    ``memory_bytes`` is address space (a full scorecard needs 30 MB, 400,000 cells of text 270),
    ``processor_seconds`` time of the processor, ``seconds`` time by the clock, kept by the parent.
    """

    memory_bytes: int = 1024 * MEGABYTE
    processor_seconds: int = 60
    seconds: float = 90.0


DEFAULT_LIMITS = ReadingLimits()
