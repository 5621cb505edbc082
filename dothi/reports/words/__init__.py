"""Results in words: the sentences that several reports share."""
