"""Twelve-odd XML files built to swell, to hang or to read files of this machine. Each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_ITEM = "<item><title>{}</title><description>{}</description></item>"


def _rss(inside: str, doctype: str = "", encoding: str = "utf-8") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'
    return f'{head}<rss version="2.0"><channel><title>Q</title>{inside}</channel></rss>'.encode(encoding)


def _opml(inside: str, doctype: str = "") -> bytes:
    return f'<?xml version="1.0"?>{doctype}<opml version="2.0"><body>{inside}</body></opml>'.encode()


def _tag(attributes: Iterable[str]) -> str:
    return f"<item {' '.join(attributes)}><title>x</title></item>"


def _laughs(levels: int = 9, each: int = 10) -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * each}">' for n in range(1, levels + 1))
    return f'<!DOCTYPE rss [<!ENTITY l0 "ha">{lines}]>'


XML_BOMBS: dict[str, Callable[[], bytes]] = {
    "a billion laughs": lambda: _rss(_ITEM.format("&l9;", "&l9;"), _laughs()),
    "laughs in a list": lambda: _opml('<outline text="&l9;" xmlUrl="http://a.example/"/>', _laughs()),
    "laughs in utf-16": lambda: _rss(_ITEM.format("&l9;", "x"), _laughs(), "utf-16"),
    "quadratic": lambda: _rss(_ITEM.format("&a;" * 60_000, "x"), f'<!DOCTYPE rss [<!ENTITY a "{"ha" * 50_000}">]>'),
    "quadratic in a list": lambda: _opml("&a;" * 60_000, f'<!DOCTYPE opml [<!ENTITY a "{"ha" * 50_000}">]>'),
    "a file": lambda: _rss(_ITEM.format("&f;", "&f;"), '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    "a file in a list": lambda: _opml('<outline text="&f;"/>&f;', '<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    "a file by parameter": lambda: _rss("", '<!DOCTYPE rss [<!ENTITY % f SYSTEM "file:///etc/passwd"> %f;]>'),
    "a file by inclusion": lambda: _rss('<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'),
    "in itself": lambda: _rss(_ITEM.format("&a;", "x"), '<!DOCTYPE rss [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]>'),
    "deep": lambda: _rss("<item>" * 300_000),
    "deep list": lambda: _opml("<outline>" * 300_000),
    "many attributes": lambda: _rss(_tag(f"a{n}='1'" for n in range(300_000))),
    "huge attribute": lambda: _rss(f'<item a="{"x" * 8_000_000}"><title>x</title></item>'),
    "many namespaces": lambda: _rss(_tag(f"xmlns:n{n}='u{n}'" for n in range(50_000))),
    "huge text": lambda: _rss(_ITEM.format("x", "word " * 1_800_000)),
    "a million items": lambda: _rss("<item/>" * 1_000_000),
    "html in items": lambda: _rss(_ITEM.format("x", "&lt;div&gt;" * 500_000)),
}  # fmt: skip
