"""Addresses on the web: what one is called however it is decorated, and whose it is."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# What says where a reader came from, and nothing about the page.
_TRACKING = re.compile(
    r"(?:utm_\w+|[fgy]clid|gclsrc|dclid|msclkid|mc_[ce]id|igshid|_hsenc|_hsmi|mkt_tok|cmpid|xtor|at_\w+|ref_src)", re.I
)
_STANDARD = {"http": ":80", "https": ":443"}


def plain(url: str) -> str:
    """The address without what changes while the page stays the same: fragment, tracking, capitals in the host."""
    parts = urlsplit(url.strip())
    host = parts.netloc.lower().removesuffix(_STANDARD.get(parts.scheme, ""))
    kept = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key)
    ]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


@lru_cache(maxsize=4096)
def domain(url: str) -> str:
    """The name that somebody registered for the address's host ("bbc.co.uk", "someone.blogspot.com"); else the host itself."""
    from tld import get_tld  # lazily: its list of suffixes takes a moment to load

    found = get_tld(url, as_object=True, fail_silently=True, search_private=True)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return str(found.fld) if found is not None and not isinstance(found, str) else host


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are one owner's."""
    return domain(one) == domain(other) != ""


def is_web(url: str | None) -> bool:
    """Whether this is an address of the web at all."""
    return url is not None and url.strip().lower().startswith(("http://", "https://"))
