"""Today as the law counts days: the day in Vietnam, wherever the machine stands and whatever zone it is set to."""

import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE = "Asia/Ho_Chi_Minh"
_SINCE_1975 = datetime.timezone(datetime.timedelta(hours=7), ZONE)
"""What the zone has been since 13 June 1975, for machines without a database of zones."""


def today(now: datetime.datetime | None = None) -> datetime.date:
    """Return the day in Vietnam, at a moment if one is given.

    >>> today(datetime.datetime(2025, 12, 31, 17, 0, tzinfo=datetime.UTC))
    datetime.date(2026, 1, 1)
    """
    moment = now or datetime.datetime.now(datetime.UTC)
    return moment.astimezone(_zone()).date()


def _zone() -> datetime.tzinfo:
    try:
        return ZoneInfo(ZONE)
    except (ZoneInfoNotFoundError, OSError):
        return _SINCE_1975
