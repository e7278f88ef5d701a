"""What is said in two places and can drift apart: commands, settings, templates, buttons, word lists, the names in README."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import meta

from bot.answers.understand import as_text, understand
from bot.answers.wording import Wording
from bot.config import Settings
from bot.model import Command, Request
from bot.prompts import commands, lexicon, shipped
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import HANDLERS, Desk
from tests.corpus import EVENING, ROOT

REPLIES = shipped("prompts") / "replies"
TEMPLATES = sorted(file.stem for file in REPLIES.glob("*.html"))
LEXICONS = sorted(file.stem for file in (shipped("prompts") / "lexicon").glob("*.toml"))
BUTTONS = tomllib.loads((REPLIES / "buttons.toml").read_text(encoding="utf-8"))
each_command = pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)


@cache
def strings() -> frozenset[str]:
    """Every string in the program's code, docstrings aside."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "bot").rglob("*.py")]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


# ------------------------------------------------------------------ commands


@each_command
def test_a_command_has_a_handler_and_a_line(command: Command) -> None:
    assert command.kind in HANDLERS
    assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name), "Telegram takes no other name"
    assert 1 <= len(command.menu["en"]) <= 256


def test_names_and_aliases_mean_one_command_each() -> None:
    names = [name for command in commands() for name in (command.name, *command.aliases)]
    assert len(names) == len(set(names))
    for command in commands():
        for name in (command.name, *command.aliases):
            assert understand(f"/{name} iraq") == Request(command.name, "iraq")


@each_command
def test_a_command_stands_in_the_help(desk: Desk, command: Command) -> None:
    assert f"/{command.name} {command.menu['en']}" in desk.ask("/help", EVENING).messages[0].html


def test_readme_lists_the_commands_in_the_order_of_the_menu() -> None:
    rows = re.findall(r"^\| `?/(\w+)[^|]*\| (.+?) *\|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(rows) == {command.name: command.menu["en"] for command in commands()}
    assert [name for name, _ in rows] == [command.name for command in commands()]


@pytest.mark.parametrize("command", [c for c in commands() if c.example], ids=lambda command: command.name)
def test_an_example_is_answered_by_its_command(desk: Desk, command: Command) -> None:
    assert understand(command.example or "").command == command.name
    assert desk.ask(command.example or "", EVENING).kind not in ("none", "error")


def test_every_request_survives_its_button() -> None:
    for command in commands():
        for request in (
            Request(command.name),
            Request(command.name, "tear gas", page=3),
            Request(command.name, story="205a6b56", first="2019-12-29", last="2020-01-01"),
        ):
            assert understand(as_text(request)) == request


@pytest.mark.parametrize("command", [c for c in commands() if c.lens], ids=lambda command: command.name)
def test_a_lens_finds_its_probes_nearer_than_others_do(model: MiniLM, command: Command) -> None:
    """The probe phrases are near to what the lens is said to gather, nearer than to the other lenses' lines."""
    assert command.lens
    assert command.lens.probes
    probes = model.encode(command.lens.probes).mean(axis=0)
    lines = {c.name: model.encode([c.menu["en"]])[0] @ probes for c in commands() if c.lens}
    assert max(lines, key=lambda name: float(lines[name])) == command.name


# ------------------------------------------------------------------ words


def environment() -> jinja2.Environment:
    """The environment in which replies are rendered."""
    return Wording("sitrep_bot")._environment


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_used_and_can_be_read(template: str) -> None:
    source = (REPLIES / f"{template}.html").read_text(encoding="utf-8")
    environment().get_template(f"{template}.html")
    imported = {name for file in REPLIES.glob("*.html") for name in imports(file)}
    assert template in strings() or f"{template}.html" in imported, "nothing renders it"
    assert source.strip()


def imports(file: Path) -> set[str]:
    """The templates that a template takes parts from."""
    tree = environment().parse(file.read_text(encoding="utf-8"))
    return {name for name in meta.find_referenced_templates(tree) if name}


def test_every_template_that_code_names_is_there() -> None:
    named = set(re.findall(r'(?:render|page)\(\s*"(\w+)"', "\n".join(source())))
    named |= set(re.findall(r'plain_reply\([^,]+, "\w+", "(\w+)"', "\n".join(source())))
    assert len(named) >= 10
    assert named <= set(TEMPLATES)


def source() -> list[str]:
    """The code of what asks for templates."""
    return [file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py")]


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_a_button_is_used(name: str) -> None:
    assert name in strings()
    assert len(BUTTONS[name]) <= 64


@pytest.mark.parametrize("name", LEXICONS)
def test_a_word_list_can_be_read_and_is_used(name: str) -> None:
    assert lexicon(name)
    assert name in strings()
    for entry in entries(lexicon(name)):
        assert entry == entry.strip() != "", f"{entry!r} never matches"


def entries(value: Any) -> list[str]:
    """All strings in the lists of a word list."""
    if isinstance(value, dict):
        return [entry for inner in value.values() for entry in entries(inner)]
    if isinstance(value, list):
        return [entry for inner in value for entry in ([inner] if isinstance(inner, str) else entries(inner))]
    return []


# ------------------------------------------------------------------ settings and files


def test_every_setting_is_in_the_example_and_the_other_way_round() -> None:
    listed = re.findall(r"^#?([A-Z_]+)=(.*)$", (ROOT / "deploy/env.example").read_text(encoding="utf-8"), re.MULTILINE)
    fields = Settings.model_fields
    names = {name.upper() if name.startswith("telegram") else f"SITREP_{name}".upper(): name for name in fields}
    assert [name for name, _ in listed] == list(dict.fromkeys(name for name, _ in listed))
    assert {name for name, _ in listed} == set(names)
    for name, value in listed:
        default = fields[names[name]].default
        assert value == ("" if default in ("", frozenset()) else str(default)), f"{name} has another default"


def test_the_example_is_taken_as_it_is(tmp_path: Path) -> None:
    example = (ROOT / "deploy/env.example").read_text(encoding="utf-8")
    (tmp_path / "env").write_text(re.sub(r"^#(?=[A-Z_]+=)", "", example, flags=re.MULTILINE))
    assert Settings(_env_file=tmp_path / "env").model_dump() == Settings(_env_file=None).model_dump()


def test_deployment_names_the_program_and_its_home() -> None:
    for name in ("Dockerfile", "compose.yaml", "sitrep.service"):
        text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        assert "SITREP_HOME" in text, name
    for copied in re.findall(
        r"^COPY (?!--)(.+) \S+$", (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert all((ROOT / name).exists() for name in copied.split()), copied


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run", "deploy/Dockerfile", "deploy/compose.yaml"]
)
def test_what_installs_names_no_address(name: str) -> None:
    """Where packages come from is the installation's own affair."""
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
