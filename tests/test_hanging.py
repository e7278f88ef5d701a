"""Hanging sentences: each line names the rule that finds it, or "stands"."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.hanging import RULES, why_hanging

LINES = (Path(__file__).parent / "cases" / "hanging.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" | ", 1)) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("rule", "sentence"), CASES)
def test_what_hangs_and_what_stands(rule: str, sentence: str) -> None:
    assert (why_hanging(sentence) or "stands") == rule


def test_every_rule_has_a_case() -> None:
    assert {rule.__name__ for rule in RULES} <= {rule for rule, _ in CASES}
