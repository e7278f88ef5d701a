"""Over 200 inputs built to hang, to swallow memory or to be taken for what they are not. Each is made when it is asked for.

`HOSTILE` is the whole list; every name ends as the input's file would.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterator
from itertools import chain

from tests.articles.formats.pdfs import assembled, objects, pdf

Make = Callable[[], bytes]
Input = tuple[str, Make]

NEWS = "The ferry Ondine sank off Ostrand on Monday with 90 people aboard, the harbour master, Maj. Ann Orr, said. "
POLISH = "Prezydent powiedział w środę, że żołnierze wrócą do kraju jeszcze w tym miesiącu. "
RUSSIAN = "Паром затонул в понедельник у берегов острова, сообщил начальник порта. "
JAPANESE = "フェリーは月曜日に沖合で沈没したと港長が述べた。"
CHINESE = "渡轮周一在近海沉没，港务局长说，船上有九十人。"
KOREAN = "여객선이 월요일 앞바다에서 침몰했다고 항만장이 말했다. "


def _page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def _repeated(name: str, unit: str, length: int, before: str = "", after: str = "") -> Input:
    return name, (before + unit * (length // len(unit)) + after).encode


def pages() -> Iterator[Input]:
    """Nested, huge and broken pages."""
    for tag in ("div", "b", "ul", "table"):
        for power in range(2, 7):
            inside = f"<{tag}>" * 10**power + f"<p>{NEWS * 5}</p>" + f"</{tag}>" * 10**power
            yield f"{tag} nested 10^{power}.html", lambda inside=inside: _page(inside)
    units = {
        "links": '<a href="x">y</a>', "paragraphs": f"<p>{NEWS}</p>", "attributes": "<p a=b>x", "unclosed": "<p><i>",
        "angles": "<", "comments": "<!-- x -->", "open comments": "<!--", "entities": "&amp;", "numbers": "&#65;",
        "cells": "<tr><td>1", "scripts": "<script>x()</script>", "options": "<select><option>", "ends": "</p>",
        "breaks": "<br>", "svg": "<svg><math>", "marks": "<!x>", "cdata": "<![CDATA[x]]>", "instructions": "<?x ?>",
    }  # fmt: skip
    for what, unit in units.items():
        yield f"a million of {what}.html", lambda unit=unit: _page(f"<article>{unit * (1_000_000 // len(unit))}")
    yield "4 MB of links.html", lambda: _page('<a href="x">y</a>' * 235_000)
    yield "4 MB of paragraphs.html", lambda: _page(f"<p>{NEWS}</p>" * 35_000)
    yield "20 MB in a line.html", lambda: _page(NEWS * 190_000)
    yield "huge attribute.html", lambda: _page(f'<p class="{"x" * 4_000_000}">{NEWS}</p>')
    yield "many attributes.html", lambda: _page(f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>{NEWS}</p>")
    yield "huge title.html", lambda: _page(f"<p>{NEWS * 9}</p>", f"<title>{'x' * 1_000_000}</title>")
    yield "picture inside.html", lambda: _page(f'<img src="data:image/png;base64,{"A" * 4_000_000}"><p>{NEWS * 9}</p>')
    yield "deep metadata.html", lambda: _page(f"<p>{NEWS * 9}", _linked("[" * 1_000_000))
    yield "much metadata.html", lambda: _page(f"<p>{NEWS * 9}", _linked(json.dumps([{"@type": "Article"}] * 100_000)))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield "laughs.xhtml", lambda: _doctype(f'<!ENTITY l0 "ha">{laughs}', "&l9;")
    yield "quadratic.xhtml", lambda: _doctype(f'<!ENTITY a "{"ha" * 50_000}">', "&a;" * 50_000)
    yield "file.xhtml", lambda: _doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', f"&a; {NEWS * 5}")
    yield "laughs.xml", lambda: _doctype(f'<!ENTITY l0 "ha">{laughs}', "&l9;").replace(b"html", b"news")


def _linked(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


def _doctype(entities: str, body: str) -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE html [{entities}]><html><body><p>{body}</p></body></html>'.encode()


def encodings() -> Iterator[Input]:
    """Texts in every encoding, and in none."""
    texts = {NEWS: "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-7 cp1252 cp037 cp500",
             POLISH: "cp1250 iso-8859-2", RUSSIAN: "cp1251 koi8-r iso-8859-5 cp866 utf-16-be", CHINESE: "gb18030",
             JAPANESE: "shift_jis euc-jp iso2022_jp utf-16-le", KOREAN: "euc-kr"}  # fmt: skip
    for text, names in texts.items():
        for name in names.split():
            yield f"{ord(text[0])} {name}.txt", lambda text=text, name=name: (text * 8).encode(name, "replace")
    yield "utf-8 mark on utf-16.txt", lambda: b"\xef\xbb\xbf" + NEWS.encode("utf-16-le")
    yield "utf-16 mark on utf-8.txt", lambda: b"\xff\xfe" + NEWS.encode()
    yield "big mark on little.txt", lambda: b"\xfe\xff" + NEWS.encode("utf-16-le")
    yield "half a character.txt", lambda: NEWS.encode("utf-16")[:-1]
    yield "mixed.txt", lambda: f"Jürgen Åsel: {NEWS}".encode() + f" Jürgen Åsel: {NEWS}".encode("cp1252")
    yield "overlong.txt", lambda: NEWS.encode() + b"\xc0\xaf\xe0\x80\xaf"
    yield (
        "page says otherwise.html",
        lambda: _page(f"<p>{RUSSIAN * 9}", '<meta charset="utf-8">').decode().encode("cp1251"),
    )
    yield (
        "page says nonsense.html",
        lambda: _page(f"<p>Zoë {NEWS * 9}", "<meta charset='x-y'>").decode().encode("cp1252"),
    )
    for seed in range(4):
        yield f"random {seed}.txt", lambda seed=seed: random.Random(seed).randbytes(100_000)
        yield (
            f"random high {seed}.txt",
            lambda seed=seed: bytes(b | 128 for b in random.Random(seed).randbytes(300_000)),
        )


def papers() -> Iterator[Input]:
    """PDFs: torn, looping, locked, swollen."""
    whole = pdf(NEWS.replace(",", ""), NEWS.replace(",", ""), title="Ferry sinks")
    for part in range(1, 31):
        yield f"torn at {part} of 31.pdf", lambda part=part: whole[: len(whole) * part // 31]
    for seed in range(10):
        yield f"flipped {seed}.pdf", lambda seed=seed: _flipped(whole, seed)
    parts = objects(NEWS.replace(",", ""), NEWS.replace(",", ""), title="Ferry sinks")
    changed = {
        "loop of pages": (b"[3 0 R 5 0 R]", b"[2 0 R 2 0 R]"),
        "page is its parent": (b"/Parent 2 0 R", b"/Parent 3 0 R"),
        "loop of contents": (b"/Contents 4 0 R", b"/Contents 3 0 R"),
        "many pages": (b"[3 0 R 5 0 R]", b"[" + b"3 0 R " * 100_000 + b"]"),
        "huge count": (b"/Count 2", b"/Count 999999999999"),
        "deep arrays": (b"[0 0 612 792]", b"[" * 100_000),
        "deep names": (b"[0 0 612 792]", b"<</A" * 100_000),
        "long string": (b"(Ferry sinks)", b"(" * 1_000_000),
        "long name": (b"/Helvetica", b"/" + b"H" * 1_000_000),
        "long stream": (b"/Length ", b"/Length 999999999"),
        "much text": (b"Tj ET", b"Tj " + b"(aaaa) Tj " * 300_000 + b"ET"),
        "deep states": (b"Tj ET", b"Tj " + b"q " * 1_000_000 + b"ET"),
        "odd filter": (b"/Length ", b"/Filter [/ASCIIHexDecode /LZWDecode /RunLengthDecode] /Length "),
        "loop of lengths": (b"/Length ", b"/Length 4 0 R %"),
    }
    for name, (old, new) in changed.items():
        yield f"{name}.pdf", lambda old=old, new=new: assembled([part.replace(old, new) for part in parts])
    ends = {"loop of tables": b"/Prev 9 ", "huge size": b"/Size 999999999999 ", "loop of streams": b"/XRefStm 9 "}
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P 1 >> /ID [(a) (b)] "
    for name, trailer in {**ends, "locked": locked}.items():
        yield f"{name}.pdf", lambda trailer=trailer: assembled(parts, trailer)
    for name, size in (("bomb of 100 MB", 10**8), ("bomb of 1 GB", 10**9)):
        yield f"{name}.pdf", lambda size=size: assembled([*parts[:3], _bomb(size), *parts[4:]])
    yield "nothing behind the head.pdf", lambda: b"%PDF-1.7\n"
    yield "50 MB of nothing.pdf", lambda: b"%PDF-1.7\n" + b"\n" * 49_000_000
    yield (
        "objects without end.pdf",
        lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj<<>>endobj\n" % n for n in range(200_000)),
    )
    yield "starts of tables.pdf", lambda: whole + b"\nstartxref\n0\n%%EOF" * 100_000


def _flipped(data: bytes, seed: int) -> bytes:
    chance, flipped = random.Random(seed), bytearray(data)
    for _ in range(40):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return b"%PDF-" + bytes(flipped[5:])


def _bomb(size: int) -> bytes:
    """A drawing whose few kilobytes unpack to `size` bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(10**7)) for _ in range(size // 10**7)) + packer.flush()
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)


def records() -> Iterator[Input]:
    """JSON that is deep, long or no article."""
    good = json.dumps({"text": NEWS})
    for ending in ("json", "jsonl"):
        for power in (3, 5, 7):
            yield f"10^{power} brackets.{ending}", lambda power=power: b"[" * 10**power
            yield f"10^{power} braces.{ending}", lambda power=power: b'{"a":' * 10**power
        yield f"million lists.{ending}", lambda: b"[" + b"[]," * 6_600_000 + b"0]"
        yield f"20 MB text.{ending}", lambda: json.dumps({"text": NEWS * 190_000}).encode()
        yield f"400 kB text.{ending}", lambda: json.dumps({"text": NEWS * 3_700}).encode()
        yield f"halves.{ending}", lambda: b'{"text": "a \\ud800 b"}'
        yield f"nul.{ending}", lambda: b'{"text": "a \\u0000 b"}'
        yield f"long number.{ending}", lambda: b'{"text": ' + b"9" * 1_000_000 + b"}"
        yield f"long title.{ending}", lambda: json.dumps({"text": NEWS, "title": "x" * 1_000_000}).encode()
        yield f"odd language.{ending}", lambda: json.dumps({"text": NEWS, "language": "?" * 4_000}).encode()
        yield f"nothing in it.{ending}", lambda: b'{"text": ""}'
        yield f"wrong sort.{ending}", lambda: b'{"text": ["a"], "title": NaN}'
    yield "a bad line among good.jsonl", lambda: f"{good}\n{'[' * 100_000}\n{good}\n\xff\n{good}".encode("latin-1")
    yield "many lines.jsonl", lambda: b"\n".join([good.encode()] * 2_000)
    yield "five million empty lines.jsonl", lambda: b"\n" * 5_000_000 + good.encode()


def letters() -> Iterator[Input]:
    """Newsletters whose parts, heads and charsets are wrong."""
    head = "From: Quill Post <news@quill.example>\nSubject: Ferry sinks\nDate: Sat, 4 Jan 2020 10:45:00 +0300\n"
    yield "no body.eml", head.encode
    yield "no head.eml", NEWS.encode
    yield "no such charset.eml", f"{head}Content-Type: text/plain; charset=x-y\n\n{NEWS}".encode
    yield "broken base64.eml", f"{head}Content-Transfer-Encoding: base64\n\n{'A' * 999_999}".encode
    yield "long head.eml", f"{head}To: {'a@b.example, ' * 300_000}\n\n{NEWS}".encode
    yield "long subject.eml", f"Subject: {'=?utf-8?q?x?= ' * 50_000}\n\n{NEWS}".encode
    yield "many heads.eml", ("X-A: b\n" * 300_000 + f"\n{NEWS}").encode
    yield "20 MB in a line.eml", f"{head}\n{NEWS * 190_000}".encode
    yield "no boundary.eml", f"{head}Content-Type: multipart/mixed\n\n--x\n\n{NEWS}".encode
    for depth in (10, 1_000, 20_000):
        parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
        yield f"parts {depth} deep.eml", lambda parts=parts: f"{head}{parts}\n{NEWS}".encode()


def disguised() -> Iterator[Input]:
    """Other files under a text's name, and files with nothing in them."""
    begins = {"png": b"\x89PNG\r\n\x1a\n", "zip": b"PK\x03\x04", "gz": b"\x1f\x8b\x08", "sqlite": b"SQLite format 3\0",
              "elf": b"\x7fELF\x02", "jpeg": b"\xff\xd8\xff\xe0", "gif": b"GIF89a", "7z": b"7z\xbc\xaf\x27\x1c",
              "rar": b"Rar!\x1a\x07", "bz2": b"BZh91AY", "xz": b"\xfd7zXZ\0", "doc": b"\xd0\xcf\x11\xe0",
              "rtf": b"{\\rtf1 ", "wasm": b"\0asm", "zstd": b"\x28\xb5\x2f\xfd"}  # fmt: skip
    for what, start in begins.items():
        yield f"{what}.txt", lambda start=start: start + random.Random(1).randbytes(20_000)
    for ending in ("html", "md", "eml", "json", "pdf"):
        yield f"png.{ending}", lambda: begins["png"] + random.Random(1).randbytes(20_000)
        yield f"spaces.{ending}", lambda: b" \n" * 1000
    yield "nuls.txt", lambda: b"\0" * 5_000_000
    yield "a nul.txt", f"{NEWS}\0{NEWS}".encode


def texts() -> Iterator[Input]:
    """Plain texts that a pattern or a sentence splitter could take for ever over, at the length that is just allowed."""
    units = {
        "word": "a", "capitals": "A", "digits": "1", "commas": "1,", "numbers": "12 ", "spelled": "twenty ",
        "dots": "a.", "initials": "A. ", "ranks": "Maj. ", "stops": ". ", "quotes": "“a ", "straight": "\"a ",
        "brackets": "(", "pairs": "()", "credits": "(Credit ", "photos": "Photo: AP ", "datelines": "ABC - ",
        "slashes": "ABC / ", "dates": "Jan. 4 2020 ", "weekdays": "Monday ", "days": "two days ago ",
        "names": "Ann ", "ofs": "Ministry of ", "ands": "A and ", "hedges": "about ",
        "addresses": "http://x.example/ ", "tabs": "\t", "lines": "a\n", "pages": "a\f", "returns": "a\r",
        "wrapped": "word " * 14 + "\n", "hyphens": "a-", "soft": "a\u00ad", "hidden": "a\u200b",
        "bidi": "\u202ea", "accents": "a\u0301\u0302\u0303", "joined": "👨‍👩‍👧", "seps": "a\u2028",
        "spaced": "a\u00a0", "said": "he said ", "troops": "750 troops and ", "percent": "5% ",
        "per": "$5 million to ", "news": NEWS, "lines of news": NEWS * 5 + "\n", "more": "Read more. ",
        "agencies": "Reuters ", "rights": "Copyright ", "brackets closed": "(Reporting by A) ",
        "dashes": "---\n", "fields": "title: x\n",
    }  # fmt: skip
    for what, unit in units.items():
        yield _repeated(f"half a million of {what}.txt", unit, 499_000, "The ", " end.")
    yield _repeated("million word.txt", "a", 1_000_000)
    yield _repeated("20 MB in a line.txt", NEWS, 20_000_000)
    yield _repeated("millions of newlines.txt", "\n", 20_000_000, NEWS)
    yield _repeated("half a million newlines.txt", "\n", 490_000, NEWS, NEWS)
    yield _repeated("half a million spaces.txt", " ", 490_000, "A", "B")
    yield _repeated("open front matter.txt", "title: x\n", 490_000, "---\n")
    for what, unit in {"quotes": "> ", "links": "[", "pictures": "![a](", "stars": "*a **a ", "ticks": "`", "lists": "- ",
                       "html": "<a>", "references": "[a]: b\n", "entities": "&amp;", "backslashes": "\\"}.items():  # fmt: skip
        yield _repeated(f"{what}.md", unit, 200_000, "", NEWS)


HOSTILE: list[Input] = list(chain(pages(), encodings(), papers(), records(), letters(), disguised(), texts()))
