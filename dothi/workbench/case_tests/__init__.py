"""The worked cases of a law as tests: what they cover, which mutants they kill, and which cases are missing."""
