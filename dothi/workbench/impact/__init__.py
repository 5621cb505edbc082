"""The impact of a changed law: the values that score differently, and the towns that get different results."""
