"""How long a summary or a briefing is, by the reader's choice."""

from __future__ import annotations

from enum import StrEnum


class Length(StrEnum):
    """The three lengths; medium is what comes to those who never chose."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @property
    def shorter(self) -> Length | None:
        """The next below; None where there is none."""
        return {Length.MEDIUM: Length.SHORT, Length.LONG: Length.MEDIUM}.get(self)

    @property
    def longer(self) -> Length | None:
        """The next above; None where there is none."""
        return {Length.SHORT: Length.MEDIUM, Length.MEDIUM: Length.LONG}.get(self)


def length_named(name: str | None) -> Length | None:
    """The length of that name; None for any other word."""
    return Length(name) if name in set(Length) else None
