"""Everything in `prompts/`, read once: word lists (lexicon), commands with their lenses, and the replies' templates."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bot.model import Command, Lens

_PACKAGE = Path(__file__).parent
INSTALLED = _PACKAGE / "_shipped"


def shipped(name: str) -> Path:
    """The folder `name` ("prompts", "seeds"): inside the installed wheel, or beside the package in a checkout."""
    inside = INSTALLED / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The word lists of `prompts/lexicon/NAME.toml`. Raises FileNotFoundError for an unknown name."""
    return tomllib.loads((shipped("prompts") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def weights(name: str) -> dict[str, Any]:
    """The coefficients of `prompts/NAME.json`, as their script fitted them (see its "fitted_by")."""
    found: dict[str, Any] = json.loads((shipped("prompts") / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def commands() -> tuple[Command, ...]:
    """Every command, in the order of the menu (its file's `place`)."""
    return _read_commands("commands")


@cache
def admin_commands() -> tuple[Command, ...]:
    """The commands of those who run the bot: in nobody's menu."""
    return _read_commands("admin")


def _read_commands(folder: str) -> tuple[Command, ...]:
    files = sorted((shipped("prompts") / folder).glob("*.toml"))
    read = [(tomllib.loads(file.read_text(encoding="utf-8")), file.stem) for file in files]
    return tuple(_command(name, data) for data, name in sorted(read, key=lambda pair: (pair[0]["place"], pair[1])))


@cache
def lenses() -> dict[str, Lens]:
    """The lenses by command name: the commands of kind `figures`."""
    return {command.name: command.lens for command in commands() if command.lens}


def _command(name: str, data: dict[str, Any]) -> Command:
    return Command(
        name=name,
        kind=data["kind"],
        menu=data["menu"],
        aliases=tuple(data.get("aliases", ())),
        example=data.get("example"),
        lens=_lens(data) if data["kind"] == "figures" else None,
        views={view: tuple(words) for view, words in data.get("views", {}).items()},
    )


def _lens(data: dict[str, Any]) -> Lens:
    return Lens(
        counts=frozenset(data["counts"]),
        group_by=tuple(data["group_by"]),
        states={name: tuple(words) for name, words in data["state"].items()},
        leaves_to={name: tuple(words) for name, words in data.get("leaves_to", {}).items()},
        covers={name: tuple(states) for name, states in data.get("covers", {}).items()},
        probes=tuple(data.get("probes", ())),
        needs_state=data.get("needs_state", False),
    )
