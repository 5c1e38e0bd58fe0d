"""Small whole files of each kind that evidence may be."""

import struct
from zlib import compress, crc32


def _chunk(name: bytes, content: bytes) -> bytes:
    framed = name + content
    return struct.pack(">I", len(content)) + framed + struct.pack(">I", crc32(framed))


def png(*further: tuple[bytes, bytes]) -> bytes:
    """One black pixel, with further chunks before the last."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", compress(b"\0\0")), *further, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg(comment: bytes = b"", width: int = 1) -> bytes:
    """The segments of a picture of one line; its data means nothing."""
    size = _segment(0xC0, struct.pack(">BHHB", 8, 1, width, 1) + b"\x01\x11\x00")
    said = _segment(0xFE, comment) if comment else b""
    scan = _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return (
        b"\xff\xd8" + _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + said + size + scan + b"\xff\xd9"
    )


def pdf(inside: bytes = b"<< /Type /Catalog >>") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + inside + b"\nendobj\nstartxref\n9\n%%EOF\n"


TEXT = "Seen on 22 Nov 2026: certified, «IR/DR».\r\n".encode()
