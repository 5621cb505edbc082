"""Judging every municipality of a file and writing the results."""
