"""The plan: what a law asks of a municipality for a type, as integers only."""
