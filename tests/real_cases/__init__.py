"""Published cases, and situations that offices met, each with what must come out."""
