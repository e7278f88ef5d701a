"""The markup of a message -> its lines: what each is (heading, item, remark under it, plain), and its words with their links.

The templates of the replies are regular: what is bold alone on its line is a heading, what a bullet opens is an item, and a
sign below an item opens a remark on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

_BULLET = "• "
_SIGNS = ("↻", "✓", "⚠")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style, with the address behind them."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its kind ("heading", "item", "remark", "plain") and its words."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs).strip()


def lines(markup: str) -> list[Line]:
    """The lines of a message in Telegram's HTML; blank ones are left out."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    found = [_line(tuple(run for run in runs if run.text)) for runs in _split(reader.runs)]
    return [line for line in found if line.text]


def _line(runs: tuple[Run, ...]) -> Line:
    text = "".join(run.text for run in runs).lstrip()
    if text.startswith(_BULLET):
        return Line("item", _without(runs, _BULLET))
    if text.startswith(_SIGNS):
        return Line("remark", runs)
    heads = bool(text) and all(run.bold for run in runs if run.text.strip())
    return Line("heading" if heads else "plain", runs)


def _without(runs: tuple[Run, ...], opening: str) -> tuple[Run, ...]:
    first = replace(runs[0], text=runs[0].text.lstrip().removeprefix(opening))
    return (first, *runs[1:])


def _split(runs: list[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for piece in rest:
            yield line
            line = [replace(run, text=piece)]
    yield line


class _Reader(HTMLParser):
    """Collects the runs of a message."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("href")))

    def handle_endtag(self, tag: str) -> None:
        last = max((n for n, (name, _) in enumerate(self._open) if name == tag), default=None)
        if last is not None:
            del self._open[last]

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        href = next((href for tag, href in reversed(self._open) if tag == "a"), None)
        self.runs.append(Run(data, "b" in tags, "i" in tags, href))
