"""The files in prompts/: every one is read, and what drifts apart in silence is held together."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import bot
from bot.model import Command, Lens
from bot.prompts import commands, lenses, lexicon, shipped

LEXICONS = sorted(file.stem for file in (shipped("prompts") / "lexicon").glob("*.toml"))
CODE = "\n".join(file.read_text(encoding="utf-8") for file in Path(bot.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("name", LEXICONS)
def test_every_word_list_is_read_by_the_program(name: str) -> None:
    assert lexicon(name)
    assert f'lexicon("{name}")' in CODE


def test_an_unknown_word_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon("no_such_list")


def test_no_name_and_no_alias_stands_for_two_commands() -> None:
    names = Counter(name for command in commands() for name in (command.name, *command.aliases))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_telegram_takes_every_command(command: Command) -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in (command.name, *command.aliases))
    assert all(3 <= len(line) <= 256 for line in command.menu.values())
    assert "en" in command.menu


@pytest.mark.parametrize(("name", "lens"), lenses().items())
def test_a_lens_says_what_it_counts_and_what_happens_to_it(name: str, lens: Lens) -> None:
    assert lens.counts
    assert lens.states
    assert lens.probes
    assert set(lens.leaves_to) <= set(lenses()) - {name}


def test_every_class_of_counted_people_has_lower_case_words() -> None:
    for name, words in lexicon("counted")["classes"].items():
        assert words, name
        assert all(word == word.lower() for word in words)


@pytest.mark.parametrize("name", ["page_lines", "page_openings"])
def test_the_patterns_of_pages_are_patterns(name: str) -> None:
    for pattern in lexicon("furniture")[name]:
        assert not re.compile(pattern).fullmatch("")


def test_a_tag_names_one_agency() -> None:
    tags = Counter(tag for agency in lexicon("agencies")["agency"] for tag in {agency["name"], *agency["tags"]})
    assert [tag for tag, count in tags.items() if count > 1] == []
