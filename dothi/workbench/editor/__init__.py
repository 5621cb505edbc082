"""Editor support for rule files: the JSON Schema with hover texts in Vietnamese and English."""
