"""500 feeds, polled steadily: under 200 MB over the bot without feeds, under a tenth of a core."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.load
def test_five_hundred_feeds(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.load.steady"]
    with subprocess.Popen([*program, "site"], stdout=subprocess.PIPE, text=True) as site:
        assert site.stdout
        try:
            port = site.stdout.readline().strip()
            done = subprocess.run([*program, "bot", port, str(tmp_path)], stdout=subprocess.PIPE, text=True, check=True)
        finally:
            site.kill()
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\n500 feeds: {found['megabytes']:.0f} MB over the bare bot's {found['bare']:.0f}, {found['share']:.1%} of a core, "
          f"{found['articles']} new articles in an hour")  # fmt: skip
    assert found["megabytes"] < 200
    assert found["share"] < 0.1
