"""The engines: forward chaining, the reference implementation, and the columnar engine for many municipalities."""
