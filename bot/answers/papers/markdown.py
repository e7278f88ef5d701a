"""A paper as Markdown (CommonMark), for mail and notes: whatever a text holds is shown as it is."""

from __future__ import annotations

import re

from bot.answers.papers.lines import Line, Run
from bot.answers.papers.sections import Paper

# What CommonMark could take for markup anywhere, and at the beginning of a line.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~#!])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_STYLES = {(True, False): "**", (False, True): "*", (True, True): "***", (False, False): ""}


def markdown(paper: Paper) -> str:
    """The whole paper."""
    blocks = [f"# {_escaped(paper.title)}"]
    for line in paper.lines:
        text = _line(line)
        if line.kind == "remark":
            blocks[-1] += f"\\\n  {text}"
        elif line.kind == "item" and blocks[-1].startswith("- "):
            blocks[-1] += f"\n{text}"
        else:
            blocks.append(text)
    return "\n\n".join(blocks) + "\n"


def _line(line: Line) -> str:
    text = "".join(map(_run, line.runs)).strip()
    if line.kind == "heading":
        return f"## {_escaped(line.text)}"
    return f"- {_opened(text)}" if line.kind == "item" else _opened(text)


def _run(run: Run) -> str:
    words = _escaped(run.text.strip())
    if not words:
        return run.text
    style = _STYLES[run.bold, run.italic]
    words = f"{style}{words}{style}"
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    return f"{before}[{words}](<{run.href}>){after}" if run.href else f"{before}{words}{after}"


def _escaped(text: str) -> str:
    return _ANYWHERE.sub(r"\\\1", text)


def _opened(text: str) -> str:
    """A line that begins no list of its own."""
    found = _OPENING.match(text)
    if not found:
        return text
    behind = text[found.end() :]
    return f"{found[1]}{found[2]}\\{behind}" if found[2].isdecimal() else f"{found[1]}\\{found[2]}{behind}"
