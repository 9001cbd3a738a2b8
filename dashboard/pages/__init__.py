"""One file a page: read the controls, ask for one view, show it."""
