"""Digests: short names of contents, so that equal contents are known without comparing them."""

from __future__ import annotations

from hashlib import blake2b

SIZE = 8  # bytes; two versions of one thing are compared, so chance has 2^-64


def digest_of(value: object) -> bytes:
    """Return the digest of a record or plain value; equal values of equal types share it."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def digest_of_bytes(data: bytes) -> bytes:
    """Return the digest of bytes."""
    return blake2b(data, digest_size=SIZE).digest()
