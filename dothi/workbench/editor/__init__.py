"""What editors know of the rule files: the JSON Schema with hover texts in Vietnamese and English."""
