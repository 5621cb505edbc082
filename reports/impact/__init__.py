"""What another law does to every town: the towns judged by both, and the values at which the laws disagree."""
