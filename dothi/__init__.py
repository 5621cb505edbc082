"""Everything built around the judging: commands, reports, the rule workbench, batches."""
