"""The figures of a lens as a file: a chart for the eye, a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.citing import label
from bot.answers.replies.chart import Group, Mark, chart
from bot.answers.replies.claims import head_of, printed
from bot.answers.replies.exports import table, told_by
from bot.answers.replies.page import Asked, Scope
from bot.model import Attachment, Claim, Reply

FILES = ("picture", "dark", "csv")
# So many figures stay legible on one picture.
_CHARTED = 12


def file_of(asked: Asked, scope: Scope, reply: Reply, groups: Sequence[Sequence[Claim]]) -> Reply:
    """The lens's `reply` as the file that its view asks for; `groups` are its claims about one thing each."""
    if asked.request.view == "csv":
        return _with_file(asked, scope, reply, "csv", _as_csv(asked, reply))
    legend = list(asked.wording.exports["figures"]["legend"])
    left_out = sum(map(len, groups)) - _CHARTED
    if left_out > 0:
        legend.append(asked.wording.exports["figures"]["cut"].format(n=left_out))
    title = scope.title or asked.wording.exports["everything"]
    drawn = chart(title, _charted(groups, scope), legend, dark=asked.request.view == "dark")
    return _with_file(asked, scope, reply, "png", drawn)


def _with_file(asked: Asked, scope: Scope, reply: Reply, kind: str, content: bytes) -> Reply:
    caption = asked.wording.render("figures_file", command=asked.request.command, **scope.heading).strip()
    file = Attachment(f"{asked.request.command}.{kind}", content, caption, picture=kind == "png")
    return replace(reply, messages=(), files=(file,))


def _as_csv(asked: Asked, reply: Reply) -> bytes:
    """The items as a table, a row a claim."""
    columns = asked.wording.exports["figures"]["columns"]
    rows = ([*map(item.get, columns[:-2]), *told_by(item, reply)] for item in reply.items)
    return table(columns, rows)


def _charted(groups: Sequence[Sequence[Claim]], scope: Scope) -> list[Group]:
    """The first groups, as many figures of them as a picture holds."""
    room, shown = _CHARTED, []
    for group in groups:
        marks = [_mark(claim, scope) for claim in group[:room]]
        room -= len(marks)
        shown += [Group(head_of(group[0].figure), marks)] if marks else []
    return shown


def _mark(claim: Claim, scope: Scope) -> Mark:
    figure = claim.figure
    names = dict.fromkeys(label(scope.reports[quote.article].article) for quote in claim.quotes)
    rough = figure.hedge is not None and figure.low == figure.high
    return Mark(printed(claim, scope), ", ".join(filter(None, names)), figure.low, figure.high, rough)
