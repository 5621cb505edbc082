"""The lints: one module each, found by its `LINT`."""
