"""PDFs -> drafts. A PDF knows lines and no paragraphs: lines are joined again, and words that were cut at a line's end."""

from __future__ import annotations

import io
import re
from itertools import pairwise

from bot.model import Draft, Refused

# "inter-" before "national" is one word cut in two; "anti-" before "Iranian" keeps its hyphen.
_CUT_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n[ \t]*(?=[a-zà-öø-ÿ])")
_COMPOUND = re.compile(r"(?<=\w[-\u2010])\n[ \t]*(?=\w)")
_ENDS = (".", "!", "?", ":", "”", '"', "’", "…")
# A line this much shorter than most ends its paragraph, unless the next one runs on.
_SHORT = 0.75


def from_pdf(name: str, data: bytes) -> Draft | Refused:
    """The text of a PDF, page after page; its title where the file has one."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Refused(name, "this PDF is locked with a password")
        text = joined([page.extract_text() for page in reader.pages])
        title = str(reader.metadata.title or "").strip() if reader.metadata else ""
    except MemoryError:
        raise
    # A broken PDF makes pypdf raise nearly anything: AttributeError, zlib.error, struct.error and more beside its own.
    except Exception as error:
        return Refused(name, f"this PDF cannot be read: {str(error) or type(error).__name__}")
    if not text.strip():
        return Refused(name, "this PDF has no text in it (a scan?)")
    return Draft(name, text, title=title or None)


def joined(pages: list[str]) -> str:
    """Pages of printed lines as paragraphs with blank lines between them; a paragraph may run on over a page's end."""
    found: list[str] = []
    for page in pages:
        first, *rest = _paragraphs(page) or [""]
        if found and first[:1].islower() and not found[-1].endswith(_ENDS):
            found[-1] += f" {first}"
        elif first:
            found.append(first)
        found += rest
    return "\n\n".join(found)


def _paragraphs(page: str) -> list[str]:
    """The paragraphs of one page, each on one line."""
    whole = _COMPOUND.sub("", _CUT_WORD.sub("", page))
    lines = [line.strip() for line in whole.split("\n")]
    short = _SHORT * sorted(map(len, lines))[-(len(lines) // 4) - 1]
    broken = [line + ("\n" if _ends_paragraph(line, behind, short) else " ") for line, behind in pairwise([*lines, ""])]
    return [paragraph for line in "".join(broken).split("\n") if (paragraph := line.strip())]


def _ends_paragraph(line: str, behind: str, short: float) -> bool:
    """Whether a printed line is its paragraph's last, by what follows (a page's number does not belong) and its width."""
    if not line or not behind or behind.isdigit():
        return True
    return len(line) < short and (line.endswith(_ENDS) or not behind[0].islower())
