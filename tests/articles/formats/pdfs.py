"""PDFs written by hand."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(*lines: str, title: str = "") -> bytes:
    """A PDF with a line a page."""
    return assembled(objects(*lines, title=title))


def objects(*lines: str, title: str = "") -> list[bytes]:
    """Its objects: catalogue, list of pages, then page and drawing in turn, last what it says of itself."""
    pages = [3 + 2 * n for n in range(len(lines))]
    found = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in pages)}] /Count {len(pages)} >>",
    ]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    for n, line in zip(pages, lines, strict=True):
        drawn = f"BT /F 12 Tf 72 720 Td ({line}) Tj ET"
        resources = f"/Resources << /Font << /F {font} >> >>"
        found.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources} /Contents {n + 1} 0 R >>")
        found.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return [item.encode() for item in [*found, f"<< /Title ({title}) >>"]]


def assembled(items: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file: an object after another, where each begins, and what `trailer` adds at the end."""
    body, places = b"%PDF-1.4\n", []
    for n, item in enumerate(items, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (n, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"<< /Size %d /Root 1 0 R /Info %d 0 R %b>>" % (len(items) + 1, len(items), trailer)
    start = b"xref\n0 %d\n0000000000 65535 f \n" % (len(items) + 1)
    return body + start + table + b"trailer\n" + ends + b"\nstartxref\n%d\n%%%%EOF" % len(body)
