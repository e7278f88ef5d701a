"""Forty-odd ways in which a feed misbehaves, and what a reader must have of it in the end.

Each kind is a function: given the place of a feed on a site and its items, it puts pages there, and says which of the items are
good. An item is a word that no other text has; it is good when it must be indexed exactly once.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import zlib
from collections.abc import Callable, Sequence
from html import escape
from itertools import count

from tests.site import Answer, Asked, Site

Kind = Callable[[Site, str, Sequence[str]], Sequence[str]]

_XML = "application/rss+xml"
_NOUNS = """pilots dockers bakers skippers teachers painters nurses clerks farmers divers masons tailors
counted mended carried painted sold weighed hid found lost washed stacked burned
crates ropes lamps maps boots barrels bells clocks sails chairs ladders mirrors kettles nets
quay mill square bridge tower school market chapel garden harbour tunnel stadium"""
_WHO, _DID, _WHAT, _WHERE = (line.split() for line in _NOUNS.split("\n"))


def words(item: str, length: int = 12) -> str:
    """An article about an item, long enough to be whole, and unlike those about others."""
    chance = random.Random(item)
    return "".join(
        f"On Monday the {chance.choice(_WHO)} of {item} {chance.choice(_DID)} {chance.randint(2, 900)} {chance.choice(_WHAT)} "
        f"behind the {chance.choice(_WHERE)}, said {chance.choice(_WHO)} from the {chance.choice(_WHERE)}. "
        for _ in range(length)
    )


def item(
    name: str,
    *,
    link: str | None = None,
    guid: str | None = None,
    date: str = "Mon, 02 Mar 2026 09:00:00 GMT",
    text: str | None = None,
) -> str:
    """One item of an RSS feed."""
    parts = [
        f"<title>{name} arrives</title>",
        f"<description>{escape(text if text is not None else words(name))}</description>",
    ]
    parts += [f"<link>{escape(link)}</link>"] if link else []
    parts += [f"<guid isPermaLink='false'>{guid}</guid>"] if guid else []
    parts += [f"<pubDate>{date}</pubDate>"] if date else []
    return f"<item>{''.join(parts)}</item>"


def rss(items: Sequence[str], head: str = '<?xml version="1.0" encoding="utf-8"?>', about: str = "") -> bytes:
    """An RSS feed of these items."""
    return (
        f'{head}<rss version="2.0"><channel><title>Quay Times</title>{about}{"".join(items)}</channel></rss>'.encode()
    )


def usual(site: Site, at: str, items: Sequence[str]) -> list[str]:
    """Items as they should be."""
    return [item(name, link=site.url(f"{at}/{name}"), guid=f"{at}/{name}") for name in items]


def whole(site: Site, at: str, items: Sequence[str]) -> bytes:
    return rss(usual(site, at, items))


def page_of(name: str, title: str = "Arrivals") -> bytes:
    """A page with an article about an item."""
    article = f"<article><h1>{title}</h1><p>{words(name, 3)}</p><p>{words(f'{name} again', 4)}</p></article>"
    return f"<!doctype html><html lang='en'><head><title>{title}</title></head><body>{article}</body></html>".encode()


# ------------------------------------------------------------------ dialects


def plain_rss(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = whole(site, at, items)
    return items


def atom(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    entries = "".join(
        f"<entry><id>urn:{n}</id><title>{n}</title><link href='{site.url(f'{at}/{n}')}'/><updated>2026-03-01T08:00:00Z</updated>"
        f"<content type='html'>{escape(f'<p>{words(n)}</p>')}</content></entry>"
        for n in items
    )
    site.pages[at] = (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Q</title>{entries}</feed>'.encode()
    )
    return items


def json_feed(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    entries = [{"id": n, "url": site.url(f"{at}/{n}"), "title": n, "content_html": f"<p>{words(n)}</p>"} for n in items]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": entries}
    site.pages[at] = Answer(json.dumps(feed).encode(), headers={"Content-Type": "application/feed+json"})
    return items


def rdf(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    entries = "".join(
        f"<item rdf:about='{at}/{n}'><title>{n}</title><link>{site.url(f'{at}/{n}')}</link>"
        f"<description>{words(n)}</description></item>"
        for n in items
    )
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    site.pages[at] = f'<?xml version="1.0"?>{head}<channel><title>Q</title></channel>{entries}</rdf:RDF>'.encode()
    return items


# ------------------------------------------------------------------ what servers answer


def conditional(name: str, header: str, value: str) -> Kind:
    """A server that says when nothing has changed, and would send rubbish to who does not ask for that."""

    def kind(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
        def answer(asked: Asked) -> Answer:
            if asked.headers.get(name) == value:
                return Answer(status=304)
            return Answer(whole(site, at, items), headers={header: value})

        site.pages[at] = answer
        return items

    kind.__name__ = f"not_modified_by_{header.lower().replace('-', '_')}"
    return kind


def in_turn(*answers: Callable[[bytes], Answer | bytes]) -> Kind:
    """A server that answers otherwise each time; the last answer stays."""

    def kind(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
        turns = count()

        def answer(asked: Asked) -> Answer:
            found = answers[min(next(turns), len(answers) - 1)](whole(site, at, items))
            return found if isinstance(found, Answer) else Answer(found)

        site.pages[at] = answer
        return items

    return kind


def status(code: int, **headers: str) -> Callable[[bytes], Answer]:
    return lambda _: Answer(b"no", code, {name.replace("_", "-"): value for name, value in headers.items()})


def good(feed: bytes) -> bytes:
    return feed


def moved(code: int) -> Kind:
    def kind(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
        site.pages[at] = Answer(status=code, headers={"Location": f"{at}-new"})
        site.pages[f"{at}-new"] = whole(site, at, items)
        return items

    return kind


def circle(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = Answer(status=301, headers={"Location": f"{at}-b"})
    site.pages[f"{at}-b"] = Answer(status=301, headers={"Location": at})
    return []


def chain(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    for n in range(30):
        site.pages[f"{at}-{n}" if n else at] = Answer(status=302, headers={"Location": f"{at}-{n + 1}"})
    return []


def inside(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = Answer(status=302, headers={"Location": "http://127.0.0.1/feed"})
    return []


def silent(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    async def page(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    site.pages[at] = page
    return []


def dripping(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    async def page(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")
        for byte in whole(site, at, items):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.05)

    site.pages[at] = page
    return []


def endless(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    async def page(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + whole(site, at, items)[:-30])
        while True:
            writer.write(b"<item><title>x</title></item>" * 1000)
            await writer.drain()

    site.pages[at] = page
    return []


def torn(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    """Cut off by the network: that is not what the server has."""

    async def page(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + whole(site, at, items)[:2000])

    site.pages[at] = page
    return []


def garbage(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    async def page(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(bytes(range(256)) * 3)

    site.pages[at] = page
    return []


# ------------------------------------------------------------------ types, encodings, packing


def said_to_be(content_type: str) -> Kind:
    def kind(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
        site.pages[at] = Answer(whole(site, at, items), headers={"Content-Type": content_type})
        return items

    return kind


def encoded(encoding: str, declared: str, charset: str = "") -> Kind:
    def kind(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
        head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
        entries = [item(n, link=site.url(f"{at}/{n}"), text=f"Zoë Åsel: {words(n)}") for n in items]
        body = rss(entries, head).decode().encode(encoding)
        site.pages[at] = Answer(body, headers={"Content-Type": _XML + (f"; charset={charset}" if charset else "")})
        return items

    return kind


def packed(pack: Callable[[bytes], bytes], coding: str) -> Kind:
    def kind(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
        site.pages[at] = Answer(pack(whole(site, at, items)), headers={"Content-Encoding": coding})
        return items

    return kind


def swollen(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    packer = zlib.compressobj(9, wbits=31)
    body = packer.compress(b"<rss>") + b"".join(packer.compress(bytes(1_000_000)) for _ in range(40)) + packer.flush()
    site.pages[at] = Answer(body, headers={"Content-Encoding": "gzip"})
    return []


def laughs(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    feed = rss([item("x", text="&l9;")]).decode().partition("?>")[2].replace("&amp;l9;", "&l9;")
    site.pages[at] = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{lines}]>{feed}'.encode()
    return []


def spying(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    """An entity that would be a file of this machine; the other items are good."""
    feed = (
        whole(site, at, items)
        .decode()
        .partition("?>")[2]
        .replace("</channel>", "<item><title>&f;</title></item></channel>")
    )
    site.pages[at] = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>{feed}'.encode()
    return items


# ------------------------------------------------------------------ broken XML


def truncated(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    """As the server has it, the feed ends within its last item."""
    site.pages[at] = whole(site, at, items)[: -len(words(items[-1])) - 60]
    return items[:-1]


def bare_ampersands(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = (
        whole(site, at, items).replace(b"Quay Times", b"Quay & Times").replace(b" arrives", b" arrives & leaves <i>")
    )
    return items


def junk_in_front(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = b"\n\n  <br />\n<b>Warning</b>: include() failed\n" + whole(site, at, items)
    return items


def bytes_that_xml_forbids(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = whole(site, at, items).replace(b" arrives", b"\x0b \x08arrives")
    return items


def nested(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = b"<rss><channel>" + b"<a>" * 20_000
    return []


def crowded(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    """The newest stand first, and behind them all that there ever was."""
    old = ["<item><title></title></item>"] * 2_000
    site.pages[at] = rss([*usual(site, at, items), *old])
    return items


# ------------------------------------------------------------------ names, links and dates


def changing_ids(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    turns = count()
    site.pages[at] = lambda asked: Answer(
        rss([item(n, link=site.url(f"{at}/{n}"), guid=f"{next(turns)}") for n in items])
    )
    return items


def changing_links(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    turns = count()
    site.pages[at] = lambda asked: Answer(
        rss([item(n, link=site.url(f"{at}/{n}?utm_source={next(turns)}&fbclid=x#c{next(turns)}")) for n in items])
    )
    return items


def one_id_for_all(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([item(n, link=site.url(f"{at}/{n}"), guid="1") for n in items])
    return items


def nameless(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([item(n) for n in items])
    return items


def all_lead_home(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([item(n, link=site.url("/")) for n in items], about=f"<link>{site.url('/')}</link>")
    return items


def relative_links(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([item(n, link=f"{at}/{n}") for n in items])
    return items


def dates(date: str) -> Kind:
    def kind(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
        site.pages[at] = rss([item(n, link=site.url(f"{at}/{n}"), date=date) for n in items])
        return items

    return kind


def doubled(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss(usual(site, at, items) * 3)
    return items


def twice_under_two_addresses(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    """The same feed is on the list twice; the second stands for itself here, with links to the first's articles."""
    site.pages[at] = whole(site, "/shared", ["Sharedone", "Sharedtwo"])
    return ["Sharedone", "Sharedtwo"]


def growing(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    """One more item each time, while the oldest falls out."""
    turns = count(2)

    def answer(asked: Asked) -> Answer:
        upto = min(next(turns), len(items))
        return Answer(rss(usual(site, at, items[max(0, upto - 2) : upto])))

    site.pages[at] = answer
    return items


def changing_text(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    turns = count()
    site.pages[at] = lambda asked: Answer(
        rss([item(n, link=site.url(f"{at}/{n}"), text=words(n) + f"Update {next(turns)} follows.") for n in items])
    )
    return items


# ------------------------------------------------------------------ pages


def teasers(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([item(n, link=site.url(f"{at}/{n}"), text=f"{n} has come …") for n in items])
    site.pages |= {f"{at}/{n}": page_of(n) for n in items}
    return items


def teasers_without_pages(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([item(n, link=site.url(f"{at}/{n}"), text=f"The ferry {n} has come …") for n in items])
    return items


def teasers_whose_pages_come_late(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([item(n, link=site.url(f"{at}/{n}"), text=f"The ferry {n} has come …") for n in items])
    for name in items:
        turns = count()
        site.pages[f"{at}/{name}"] = lambda asked, turns=turns, name=name: (
            Answer(page_of(name)) if next(turns) else Answer(b"", 502)
        )
    return items


def a_page_that_names_its_feed(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    link = f"<link rel='alternate' type='application/rss+xml' href='{at}.xml'>"
    site.pages[at] = f"<!doctype html><html><head>{link}</head><body><p>Welcome.</p></body></html>".encode()
    site.pages[f"{at}.xml"] = whole(site, at, items)
    return items


def a_page_without(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = page_of("Nothing")
    return []


def empty(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = rss([])
    return []


def nothing_at_all(site: Site, at: str, items: Sequence[str]) -> Sequence[str]:
    site.pages[at] = b" "
    return []


KINDS: dict[str, Kind] = {
    "rss": plain_rss, "atom": atom, "json": json_feed, "rdf": rdf,
    "304 by etag": conditional("if-none-match", "ETag", '"7"'),
    "304 by date": conditional("if-modified-since", "Last-Modified", "Mon, 02 Mar 2026 09:00:00 GMT"),
    "410 later": in_turn(good, status(410)), "404 later": in_turn(good, status(404)),
    "500 at first": in_turn(status(500), good), "503 and wait": in_turn(status(503, Retry_After="60"), good),
    "429 and wait": in_turn(status(429, Retry_After="Mon, 02 Mar 2026 12:30:00 GMT"), good),
    "moved for good": moved(301), "moved for now": moved(302), "moved 308": moved(308),
    "circle": circle, "chain": chain, "leads inside": inside,
    "silent": silent, "dripping": dripping, "endless": endless, "torn": torn, "garbage": garbage,
    "as text": said_to_be("text/plain"), "as bytes": said_to_be("application/octet-stream"),
    "as page": said_to_be("text/html"), "as picture": said_to_be("image/png"),
    "latin-1 said to be utf-8": encoded("latin-1", "utf-8"), "utf-16": encoded("utf-16", "utf-16"),
    "cp1252 by header": encoded("cp1252", "", "windows-1252"), "no encoding": encoded("utf-8", ""),
    "unknown encoding": encoded("utf-8", "x-quay"),
    "gzip": packed(gzip.compress, "gzip"), "deflate": packed(zlib.compress, "deflate"), "gzip bomb": swollen,
    "laughs": laughs, "file entity": spying, "truncated": truncated, "bare ampersands": bare_ampersands,
    "junk in front": junk_in_front, "forbidden bytes": bytes_that_xml_forbids, "nested": nested, "crowded": crowded,
    "changing ids": changing_ids, "changing links": changing_links, "one id for all": one_id_for_all, "nameless": nameless,
    "all lead home": all_lead_home, "relative links": relative_links, "future dates": dates("Tue, 02 Mar 2099 09:00:00 GMT"),
    "no dates": dates(""), "nonsense dates": dates("sometime"), "doubled": doubled, "shared": twice_under_two_addresses,
    "growing": growing, "changing text": changing_text, "teasers": teasers, "teasers alone": teasers_without_pages,
    "pages late": teasers_whose_pages_come_late, "page with feed": a_page_that_names_its_feed, "page without": a_page_without,
    "empty": empty, "nothing": nothing_at_all,
}  # fmt: skip
