"""English names of units in the singular: 2 facilities, but 1 facility.

The rule files name a unit once, in the plural. Vietnamese nouns have one form.
"""

_SINGULAR = {
    "areas": "area",
    "beds": "bed",
    "bridges": "bridge",
    "criteria": "criterion",
    "events": "event",
    "facilities": "facility",
    "hubs": "hub",
    "litres": "litre",
    "people": "person",
    "percentage points": "percentage point",
    "plants": "plant",
    "points": "point",
    "projects": "project",
    "spaces": "space",
    "stations": "station",
    "subscriptions": "subscription",
    "times": "time",
    "towns": "town",
    "townships": "township",
    "units": "unit",
    "urban districts": "urban district",
    "wards": "ward",
    "works": "work",
}


def singular_unit(unit: str) -> str:
    """Return the English name of a unit for the number 1; symbols and unknown names stay as they are.

    Only what is counted changes, not what it is measured against.

    >>> singular_unit("facilities"), singular_unit("people/km²"), singular_unit("ha")
    ('facility', 'person/km²', 'ha')
    """
    counted, slash, per = unit.partition("/")
    return _SINGULAR.get(counted, counted) + slash + per
