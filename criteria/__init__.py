"""What is asked and what was measured: indicators, standards, rulebooks, municipalities; no judging here."""
