"""From a file's bytes to an Article: one module a stage, joined in `build`."""
