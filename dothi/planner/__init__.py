"""The cheapest provable path to a type: which values to reach, at what least cost, and why nothing cheaper will do.

The law is taken as the assessment takes it: the plans of the judgement, scored by the reference implementation. Nothing
here knows a threshold, and no float is used. See decision 15.
"""
