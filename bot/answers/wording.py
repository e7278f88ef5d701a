"""Values -> words: renders the templates of `prompts/replies`, the only place where the bot's own words are."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cached_property
from typing import Any

import jinja2
from babel.dates import format_date

from bot.answers.understand import as_text
from bot.model import Button, Request
from bot.periods import first_day
from bot.prompts import shipped

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FEW_CITES = 6


class Wording:
    """Renders replies for the bot called `bot_name` (without @), whose links lead back into its chat."""

    def __init__(self, bot_name: str, language: str = "en") -> None:
        self._bot_name = bot_name
        self._language = language

    def render(self, template: str, **values: Any) -> str:
        """The reply `prompts/replies/TEMPLATE.html` with these values. Raises jinja2.UndefinedError for a missing one."""
        return self._environment.get_template(f"{template}.html").render(**values)

    def button(self, name: str, request: Request, *, edits: bool = False, **values: Any) -> Button:
        """A button whose label is `name` in `prompts/replies/buttons.toml`."""
        return Button(self._labels[name].format(**values), as_text(request), edits)

    @property
    def address(self) -> str:
        """Where the bot is."""
        return f"https://t.me/{self._bot_name}"

    @cached_property
    def exports(self) -> dict[str, Any]:
        """The words of `prompts/replies/exports.toml`, for files and pictures."""
        return tomllib.loads((shipped("prompts") / "replies" / "exports.toml").read_text(encoding="utf-8"))

    @cached_property
    def _labels(self) -> dict[str, str]:
        return tomllib.loads((shipped("prompts") / "replies" / "buttons.toml").read_text(encoding="utf-8"))

    @cached_property
    def _environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(shipped("prompts") / "replies"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "day": self._day, "day_in_year": self._day_in_year,
            "month": self._month, "weekday": self._weekday, "week_begins": first_day,
            "number": number, "superscript": superscript, "excerpt": excerpt, "opening": opening, "link": self._link,
        }  # fmt: skip
        environment.globals["few_cites"] = _FEW_CITES
        return environment

    def short_day(self, value: str) -> str:
        """ "2019-12-29" -> "29 Dec", for a button."""
        return format_date(_date(value), "d MMM", locale=self._language)

    def long_day(self, value: str) -> str:
        """ "2019-12-29" -> "Sun 29 Dec 2019", for a picture."""
        return format_date(_date(value), "EEE d MMM y", locale=self._language)

    def _day(self, value: str | dt.date) -> str:
        """ "2019-12-29" -> "29 December 2019"."""
        return format_date(_date(value), "d MMMM y", locale=self._language)

    def _day_in_year(self, value: str) -> str:
        """ "2019-12-29" -> "29 December"."""
        return format_date(_date(value), "d MMMM", locale=self._language)

    def _month(self, value: str) -> str:
        return format_date(_date(f"{value}-01"), "MMMM y", locale=self._language)

    def _weekday(self, value: str | dt.date) -> str:
        return format_date(_date(value), "EEEE", locale=self._language)

    def _link(self, key: str) -> str:
        return f"{self.address}?start=s_{key}"


def number(value: float | None) -> str:
    """A number as people print it: 5,200; 1.5."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def superscript(n: int) -> str:
    """A citation's number."""
    return str(n).translate(_SUPERSCRIPT)


def excerpt(text: str, most: int = 420) -> str:
    """The text on one line, cut at a word with an ellipsis when it is longer than `most` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


def opening(text: str) -> str:
    """The text with a capital letter where it begins."""
    return text[:1].upper() + text[1:]


def _date(value: str | dt.date) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
