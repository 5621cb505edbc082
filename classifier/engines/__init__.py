"""The engines: forward chaining, its reference implementation, and the columnar engine for many municipalities."""
