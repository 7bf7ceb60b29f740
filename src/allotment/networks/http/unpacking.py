"""Bodies that libcurl would not unpack: several gzip members, bytes behind the end, a header that does not fit."""

import zlib
from typing import Final

GZIP: Final = b"\x1f\x8b"


def unpacked(body: bytes, limit: int) -> bytes | None:
    """What is in a gzip body, as far as it can be read, or the body itself where it is none.

    At most one byte more than `limit`; None when nothing can be read.
    """
    if not body.startswith(GZIP):
        return body
    found = bytearray()
    while body.startswith(GZIP) and len(found) <= limit:
        member = zlib.decompressobj(wbits=31)
        try:
            found += member.decompress(body, limit + 1 - len(found))
        except zlib.error:
            break
        body = member.unused_data
    return bytes(found) or None
