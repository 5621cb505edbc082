"""The lints, one module each. A module is registered by its `LINT`."""
