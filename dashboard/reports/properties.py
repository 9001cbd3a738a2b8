"""The properties of a Word or a PowerPoint file: what it is, whose, in which language, and of which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from dashboard.reports.printable import file_title

if TYPE_CHECKING:
    # Each of the libraries is loaded by those alone who write its files.
    from docx.opc.coreprops import CoreProperties
    from pptx.parts.coreprops import CorePropertiesPart

LANGUAGE = "en-GB"


def set_properties(properties: CoreProperties | CorePropertiesPart, *, title: str, author: str, day: date) -> None:
    """Fill in a file's properties, dated by ``day``, and empty what the library's template brings.

    Title and author are cut to what a property may hold; in the file itself they stand whole.
    """
    properties.title, properties.author, properties.language = file_title(title), file_title(author), LANGUAGE
    properties.comments = properties.keywords = properties.subject = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
    properties.revision = 1
