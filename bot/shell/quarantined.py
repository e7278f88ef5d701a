"""The worker of `quarantine`: reads requests on standard input, parses, and answers in JSON Lines on standard output.

A request is a line of JSON (`work`, `name`, `size`, `seconds`, and what else the work needs) and `size` bytes; its answer a
line for each thing found, then an empty one.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import math
import os
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from bot.articles.feeds.lists import feeds_of_page, outlines
from bot.articles.feeds.parsing import read_feed
from bot.articles.formats import drafts
from bot.model import Draft, Refused
from bot.shell.quarantine import TOO_MUCH, WORN

# Beyond this share of what it may take, a worker asks to be replaced, so that the next input finds all of it free.
_WORN = 0.5


def main(memory: int) -> None:
    """Serve until standard input ends; `memory` is what inputs may take beyond what is loaded at the start, in bytes."""
    logging.disable()
    _load()
    loaded = _address_space()
    with contextlib.suppress(ValueError, OSError):  # systems that cannot bound it are left the bound on time
        resource.setrlimit(resource.RLIMIT_AS, (loaded + memory, loaded + memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the answers
    _answer(answers, [])
    for request in iter(sys.stdin.buffer.readline, b""):
        found = _serve(json.loads(request))
        worn = _address_space() > loaded + _WORN * memory
        _answer(answers, [*found, WORN] if worn else found)


def _load() -> None:
    """Everything that parsing imports, so that it counts as loaded and not as an input's."""
    import feedparser
    import markdown_it
    import pypdf
    import trafilatura

    assert markdown_it
    assert pypdf
    feedparser.parse(io.BytesIO(b"<rss/>"))
    trafilatura.bare_extraction("<html><body><p>Warm.</p></body></html>", with_metadata=True)


def _serve(about: dict[str, Any]) -> list[dict[str, Any]]:
    """What is found for one request, within its time, and what was refused."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + about["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    name = about["name"]
    try:
        return list(_found(about, sys.stdin.buffer.read(about["size"])))
    except MemoryError:
        return [_refused(name, f"reading it takes too much memory: {TOO_MUCH}")]


def _found(about: Mapping[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    name = about["name"]
    try:
        yield from WORKS[about["work"]](name, data, about)
    except MemoryError:
        raise
    except Refused as refusal:
        yield _refused(refusal.input, refusal.why)
    # The parsers' own errors are met where they are called; what nobody foresaw must not cost the other inputs.
    except Exception as error:
        yield _refused(name, f"it cannot be read: {str(error) or type(error).__name__}")


def _drafts(name: str, data: bytes, about: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The articles of an input."""
    for draft in drafts(name, data):
        yield asdict(draft) if isinstance(draft, Draft) else _refused(draft.input, draft.why)


def _feed(name: str, data: bytes, about: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The feed at an address; where there is a page instead, the feeds that it names."""
    found = read_feed(name, data, about["content_type"])
    yield asdict(found) if found else {"feeds": feeds_of_page(name, data)}


def _outlines(name: str, data: bytes, about: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The feeds in a list of them."""
    yield from map(asdict, outlines(name, data))


def _robots(name: str, data: bytes, about: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Whether the rules in a robots.txt let an agent read the address `name`."""
    from protego import Protego

    yield {"allowed": Protego.parse(data.decode("utf-8", "replace")).can_fetch(name, about["agent"])}


WORKS: Mapping[str, Callable[[str, bytes, Mapping[str, Any]], Iterator[dict[str, Any]]]] = {
    "drafts": _drafts,
    "feed": _feed,
    "outlines": _outlines,
    "robots": _robots,
}


def _refused(name: str, why: str) -> dict[str, Any]:
    return {"input": name, "why": why}


def _answer(answers: BinaryIO, found: list[dict[str, Any]]) -> None:
    for each in found:
        answers.write(json.dumps(each).encode() + b"\n")
    answers.write(b"\n")
    answers.flush()


def _address_space() -> int:
    """The bytes of address space in use, which is what the system bounds; 0 where it does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main(int(sys.argv[1]))
