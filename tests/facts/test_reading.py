"""Facts are read as the text looks, and stand where the stored text has them."""

from __future__ import annotations

import pytest

from bot.articles.reading import read
from bot.facts.reading import read_facts
from bot.model import Draft
from bot.prompts import lenses

PLAIN = "About 750 soldiers left Baghdad on 3 March 2020, Donald Trump said."


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("750 soldiers", "750\u00a0sol\u00addiers").replace("Baghdad", "Bagh\u00addad"),
        PLAIN.replace("3 March", "3\u202fMarch").replace("Trump", "Tr\u200bump"),
        "\ufeff" + PLAIN,
    ],
)
def test_odd_characters_hide_nothing(text: str) -> None:
    article = read(Draft("in", text))
    facts = read_facts(article, lenses())
    assert [(f.low, f.lens) for f in facts.figures] == [(750, ("troops",))]
    assert [d.value for d in facts.dates] == ["2020-03-03"]
    assert {a.name for a in facts.actors} == {"Donald Trump", "Baghdad"}
    seen = [m.of(text).translate({0xAD: None, 0x200B: None, 0xA0: " ", 0x202F: " "}) for m in facts.actors]
    assert seen == ["Baghdad", "Donald Trump"]


def test_each_count_has_the_one_who_made_it() -> None:
    article = read(Draft("in", "In Quill the union claimed 370 marchers and the ministry 56."))
    said = {figure.low: figure.said_by for figure in read_facts(article, lenses()).figures}
    assert said == {370: "union", 56: "ministry"}
