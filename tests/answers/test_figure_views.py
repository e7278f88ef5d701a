"""A lens in its other forms: every quote, by source, by day, as a chart, as a table; and who appears with whom."""

from __future__ import annotations

import csv
import io

import pytest
from PIL import Image

from bot.answers import replies
from bot.answers.replies import Asked, Scope
from bot.answers.replies.canvas import TITLE, WIDTH
from bot.answers.replies.chart import Group, Mark, chart
from bot.answers.replies.company import company, together
from bot.answers.wording import Wording
from bot.model import Actor, ActorKind, Claim, FigureMention, Quote, Relation, Reply, Request, Span
from tests.fakes import report

WHITE = (255, 255, 255)
ONE = report("a", "Orrland sent 750 men to Quill. Some said =more.", agency="Orr Press", day="2020-01-04")
OTHER = report("b", "It was 750 men who came to Quill. About 900 guards left.", agency="Quill Wire", day="2020-01-05")
SCOPE = Scope("Men at Quill", {"a": ONE, "b": OTHER}, {"a": "a", "b": "b"})


def mention(start: int, end: int, low: float, counted: str, status: str) -> FigureMention:
    return FigureMention(start, end, low, low, None, None, counted, None, "test", "Orrland", status=status)


CLAIMS = [
    Claim(
        mention(13, 20, 750, "men", "sent"),
        "2020-01-04",
        (Quote("a", Span(0, 30)), Quote("b", Span(0, 33))),
        2,
        "g",
        Relation.AGREE,
    ),
    Claim(mention(34, 50, 900, "guards", "withdrawn"), None, (Quote("b", Span(34, 56)),), 1, "h", Relation.SINGLE),
]


def shown(view: str | None) -> Reply:
    return replies.figures_reply(Asked(Request("troops", view=view), Wording("sitrep_bot")), SCOPE, CLAIMS)


def test_every_quote_is_shown_where_it_is_asked_for() -> None:
    (first,), (every,) = shown(None).messages, shown("quotes").messages
    assert "It was 750 men" not in first.html
    assert "Orrland sent 750 men" in every.html
    assert "It was 750 men" in every.html


def test_by_source_a_source_has_all_that_it_counts() -> None:
    (message,) = shown("source").messages
    wire, press = message.html.index("<b>Quill Wire</b>"), message.html.index("<b>Orr Press</b>")
    assert wire < message.html.index("900 guards") < press, "the source with most to tell comes first"
    assert message.html.count("750 men") == 2


def test_by_day_what_has_no_day_comes_last() -> None:
    (message,) = shown("day").messages
    assert message.html.index("Saturday 4 January 2020") < message.html.index("750 men")
    assert message.html.index("750 men") < message.html.index("Day not said") < message.html.index("900 guards")


def test_a_table_has_a_row_a_claim() -> None:
    (file,) = shown("csv").files
    first, second = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
    assert (first["low"], first["counted"], first["whose"], first["relation"]) == ("750", "men", "Orrland", "agree")
    assert first["sources"] == "Orr Press; Quill Wire"
    assert (second["status"], second["date"], second["witnesses"]) == ("withdrawn", "", "1")


def strip(marks: list[Mark]) -> list[list[int]]:
    """Where each of these figures is drawn: the columns of its row that are not of the ground."""
    image = Image.open(io.BytesIO(chart("Men", [Group("", marks)], ["legend"])))
    # Below its words, and between the lines of the scale.
    rows = [TITLE + 62 + 112 * n + 70 for n in range(len(marks))]
    faint = {image.getpixel((x, TITLE + 4)) for x in range(WIDTH)}
    return [[x for x in range(WIDTH) if image.getpixel((x, row)) not in faint] for row in rows]


def test_a_larger_number_stands_further_right() -> None:
    small, large = strip([Mark("75 men", "", 75, 75, False), Mark("7,500 men", "", 7500, 7500, False)])
    assert max(small) < min(large)


def test_a_vague_figure_is_as_wide_as_what_it_admits() -> None:
    hundreds, more, exact = strip(
        [
            Mark("hundreds", "", 100, 1000, False),
            Mark("more than 100", "", 100, None, False),
            Mark("100", "", 100, 100, False),
        ]
    )
    assert len(hundreds) > 4 * len(exact)
    assert abs(min(hundreds) - min(more)) < 20, "both begin at 100"
    assert len(more) > 2 * len(exact)


def test_no_injuries_have_a_place_on_the_scale() -> None:
    none, one = strip([Mark("no injuries", "", 0, 0, False), Mark("one injury", "", 1, 1, False)])
    assert none
    assert max(none) < min(one)


def actor(name: str) -> Actor:
    return Actor(name, ActorKind.PERSON, (), ("a",), 1, ())


MEETINGS = {frozenset(("Orr", "Quill")): 8, frozenset(("Orr", "Ostrand")): 2}


def test_who_meets_nobody_is_not_drawn() -> None:
    assert together([actor(n) for n in ("Orr", "Lone", "Quill", "Ostrand")], MEETINGS) == ["Orr", "Quill", "Ostrand"]


@pytest.mark.parametrize("dark", [False, True])
def test_who_is_named_together_more_often_has_a_larger_disc(dark: bool) -> None:
    image = Image.open(io.BytesIO(company("Men", ["Orr", "Quill", "Ostrand"], MEETINGS, "legend", dark=dark)))
    ground = image.getpixel((0, 0))
    assert (ground == WHITE) is not dark

    def drawn(row: int) -> int:
        """The pixels of a row's first cell."""
        box = image.crop((478, TITLE + 78 * row, 533, TITLE + 78 * (row + 1)))
        return sum(n for n, colour in box.getcolors(1 << 16) or [] if colour != ground)

    assert 2.5 * drawn(2) < drawn(1)
