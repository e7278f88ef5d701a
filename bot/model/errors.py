"""The errors: each says in a clear line what was asked for that cannot be had."""

from __future__ import annotations

from typing import Any


class SitrepError(Exception):
    """The root of all errors of this program; its text is a clear line for the person who caused it."""


class Refused(SitrepError):
    """An input that cannot be taken: `input` names it, the message says why."""

    def __init__(self, input: str, why: str) -> None:
        super().__init__(why)
        self.input = input
        self.why = why


class Later(Refused):
    """An input that cannot be had just now: its server is down, slow or busy. Asking again may help."""


class BadRequest(SitrepError):
    """A request that cannot be met, such as a date that is none: the reply that says so, and what it speaks of."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(f"{template}: {values}")
        self.template = template
        self.values = values


class StoreMismatch(SitrepError):
    """The index was made by another model than the one in use."""


class NoRecogniser(SitrepError):
    """The recogniser of names that the settings name is not there."""


class NoMethod(SitrepError):
    """The method of ranking that the settings name is none that there is."""


class NoReranker(SitrepError):
    """The cross-encoder that the settings name is not there, or is none that ranks."""


class HomeUnusable(SitrepError):
    """The folder of the databases cannot be opened or made, or holds something else."""
