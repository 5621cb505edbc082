"""How the rule files read the laws where the texts leave room, and what the data files can say: a line each."""

WHOLE_STEPS = "whole"
IN_PROPORTION = "in proportion"

STEPS_COUNTED = {
    "nq-1211-2016": IN_PROPORTION,  # published of Bắc Ninh province in 2019: 23.6 points, which is no whole step
    "nq-27-2022": IN_PROPORTION,  # Article 23.1a
}
"""How the points beyond the base grow, by law."""

ADDITIONS_ARE_ON_FILE = True
"""True once the levels of Resolution 1210/2016 that Đồng Xoài and Vũng Tàu publish are in the rule files."""

BEST_BELOW_THE_MAXIMUM_IS_BOUNDED = True
"""True once a value below a known maximum, of unknown minimum, earns at best what some minimum would give it."""

ZERO_IS_BELOW_EVERY_FACTOR = True
"""True once a value of 0 fails whatever a reduction of unknown size may be."""

FUNERAL_HOME_PROJECT_IS_STATED = True
"""True once the minimum "a project at least" of 2A.III.13 is an indicator, ``funeral-home-project``."""

BLANK_IS_UNKNOWN = True
"""True once a blank attribute is unknown: ``none``, ``budget_level`` and ``has_commune_units`` then state the rest."""

ATTRIBUTES_TELL_WIDE_COLUMNS = True
"""True once attributes tell an empty column of the wide form, as they tell what has no row in the long form."""
