"""The assessment of one municipality: judged, explained, and what remains to be measured."""
