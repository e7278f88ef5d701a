"""The worker of `quarantine`: reads requests on standard input, parses, and answers in JSON Lines on standard output.

A request is a line of JSON (`name`, `size`, `seconds`) and `size` bytes; its answer a line for each draft, then an empty one.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from bot.articles.formats import drafts
from bot.model import Draft
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
    import markdown_it
    import pypdf
    import trafilatura

    assert markdown_it
    assert pypdf
    trafilatura.bare_extraction("<html><body><p>Warm.</p></body></html>", with_metadata=True)


def _serve(about: dict[str, Any]) -> list[dict[str, Any]]:
    """The drafts and refusals of one request, within its time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + about["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    name = about["name"]
    try:
        return list(_found(name, sys.stdin.buffer.read(about["size"])))
    except MemoryError:
        return [_refused(name, f"reading it takes too much memory: {TOO_MUCH}")]


def _found(name: str, data: bytes) -> Iterator[dict[str, Any]]:
    try:
        for draft in drafts(name, data):
            yield asdict(draft) if isinstance(draft, Draft) else _refused(draft.input, draft.why)
    except MemoryError:
        raise
    # The parsers' own errors are met where they are called; what nobody foresaw must not cost the other inputs.
    except Exception as error:
        yield _refused(name, f"it cannot be read: {str(error) or type(error).__name__}")


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
