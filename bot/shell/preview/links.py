"""Links, commands, mentions, hashtags: what Telegram makes tappable in plain text; which link targets it keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bot.shell.preview.units import utf16

# Without a scheme only a name under a common domain is a link; Telegram knows them all, a preview needs few.
_DOMAINS = "com|org|net|info|int|edu|gov|io|me|news|example|uk|de|fr|eu|us|ua|ru|ir|iq"
_HOST = rf"(?:[\w-]+\.)+(?:{_DOMAINS})"
PATTERNS = (
    ("email", re.compile(rf"(?<![\w.+-])[\w.+-]+@{_HOST}\b(?!@)")),
    ("url", re.compile(rf"(?<![\w@.])(?:https?://[^\s<>\"«»“”]+|{_HOST}(?:[/?#][^\s<>\"«»“”]*|\b(?![\w@-])))", re.I)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?![\w#])")),
)
_TRAILING = ".,:;!?'\"…)]}"
_KEPT_SCHEMES = ("tg://", "ton://", "tonsite://")


def find(text: str, taken: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """The entities Telegram finds by itself in the text, none over one of `taken` that is a link or code."""
    closed = [_span(entity) for entity in taken or [] if entity["type"] in ("text_link", "text_mention", "code", "pre")]
    found: list[dict[str, Any]] = []
    for kind, start, end in _matches(text):
        entity = {"type": kind, "offset": utf16(text[:start]), "length": utf16(text[start:end])}
        if not any(_overlap(_span(entity), other) for other in closed):
            closed.append(_span(entity))
            found.append(entity)
    return sorted(found, key=lambda entity: int(entity["offset"]))


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            end = match.end()
            while kind == "url" and text[end - 1] in _TRAILING and not _closes(text[match.start() : end]):
                end -= 1
            yield kind, match.start(), end


def _closes(url: str) -> bool:
    """A bracket at the end belongs to the link where it closes one inside, as in Wikipedia's addresses."""
    return url[-1] == ")" and url.count("(") >= url.count(")")


def _span(entity: dict[str, Any]) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def mentioned_user(target: str) -> int | None:
    """The id in `tg://user?id=1`, None for any other link."""
    found = re.fullmatch(r"tg://user\?id=([1-9][0-9]{0,18})", target, re.I)
    return int(found.group(1)) if found else None


def checked_link(target: str) -> str | None:
    """The link as Telegram keeps it; None where it drops it: a host without a dot, a scheme other than web or tg."""
    if target.startswith(_KEPT_SCHEMES):
        return target
    try:
        parts = urlsplit(target if "://" in target else f"http://{target}")
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host or re.search(r"\s", parts.netloc):
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/"))
