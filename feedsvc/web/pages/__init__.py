"""HTML pages: one file a kind of page."""
