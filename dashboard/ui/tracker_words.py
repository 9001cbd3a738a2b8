"""What the tracker's page says of printing it."""

PRINTING = (
    "To print, use your browser’s own Print (Ctrl and P, or Command and P on a Mac): the page comes out on plain white "
    "A4, without the controls."
)
