"""All municipalities at once: the plan as expressions over integer columns, for Polars and for Spark alike."""
