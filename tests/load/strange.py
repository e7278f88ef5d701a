"""Questions nobody would call one: operators of the search, quotes, emoji, very long texts, right-to-left ones, SQL."""

from __future__ import annotations

import random
from collections.abc import Iterator

_SCRAPS = """" ' * ^ - + ( ) { } [ ] : ; , . ? ! / \\ | & % $ # @ ~ ` = < > AND OR NOT NEAR NEAR/3 text: title: rowid: _ -- /* */ DROP
SELECT * FROM articles; '; DELETE FROM sentences; -- 1=1 UNION NULL \x00 \u202e \u200b \ufeff 👨‍👩‍👧 🙂 🇮🇶 الجيش العراق قتل بغداد כמה חיילים
Сколько солдат 何人の兵士 ﷽ Z̷a̸l̵g̶o̷ e\u0301 İ ß ﬁ ½ ² 5,200 1e309 -0 NaN 2020-13-45 0x41 /help /start /troops /nosuch page:2 story:abc from:x
<b> </b> <script> &amp; %s %d {0} {{7*7}} ${x} who what when where why how many the of Trump Iraq soldiers killed embassy""".split()


def strange(count: int, seed: int = 7) -> Iterator[str]:
    """So many strange texts, the same for a seed: scraps in any order, a scrap again and again, and random characters."""
    chance = random.Random(seed)
    for number in range(count):
        sort = number % 10
        if sort == 0:
            yield (chance.choice(_SCRAPS) * 4000)[: chance.choice((1, 100, 4000))]
        elif sort == 1:
            yield "".join(chr(chance.choice((chance.randrange(1, 0xD800), chance.randrange(0xE000, 0x10FFFF)))) for _ in range(60))
        elif sort == 2:
            yield " ".join(chance.choices(_SCRAPS, k=600))[:4000]
        else:
            yield chance.choice(("", " ")).join(chance.choices(_SCRAPS, k=chance.randrange(0, 14)))
