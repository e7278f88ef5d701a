"""Ten bodies of a few kilobytes that unpack to gigabytes, or that say they are packed as nobody asked for."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache

Bomb = Callable[[], tuple[bytes, str]]


@cache
def zeros(megabytes: int, wbits: int) -> bytes:
    packer = zlib.compressobj(9, wbits=wbits)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


BOMBS: dict[str, Bomb] = {
    "gzip of 300 MB": lambda: (zeros(300, 31), "gzip"),
    "deflate of 300 MB": lambda: (zeros(300, 15), "deflate"),
    "bare deflate": lambda: (zeros(100, -15), "deflate"),
    "gzip in gzip": lambda: (gzip.compress(zeros(300, 31)), "gzip, gzip"),
    "many members": lambda: (zeros(1, 31) * 300, "gzip"),
    "x-gzip": lambda: (zeros(100, 31), "x-gzip"),
    "brotli": lambda: (b"\xcf\xff\xff\x7f\xf8\x27\x00\xe2\xb1\x40\x20\xff" * 90, "br"),
    "zstd": lambda: (b"\x28\xb5\x2f\xfd" + bytes(900), "zstd"),
    "plain 3 MB": lambda: (bytes(3_000_000), ""),
    "not packed at all": lambda: (b"<rss>" * 900, "gzip"),
    "torn head": lambda: (zeros(100, 31)[:20] + b"\xff" * 99, "gzip"),
}
