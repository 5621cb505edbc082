"""Rule files and workbooks: what cells mean for the numbers of a law, and what two officers agree on."""
