"""What programs read goes to standard output as JSON Lines; progress and refusals go to standard error."""

from __future__ import annotations

import json
import sys
from typing import Any


def write(row: dict[str, Any]) -> None:
    """Print a line for programs."""
    print(json.dumps(row, ensure_ascii=False), flush=True)


def say(line: str) -> None:
    """Print a line for people."""
    print(line, file=sys.stderr, flush=True)
