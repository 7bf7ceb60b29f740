"""The hub's signature over what it sends (https://www.w3.org/TR/websub/#recognized-algorithm-names)."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

ALGORITHMS = frozenset({"sha1", "sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True)
class Signature:
    """What a hub claims to have signed with; `holds` says whether it has."""

    algorithm: str
    digest: str

    def holds(self, secret: str, pieces: Iterable[bytes]) -> bool:
        """Over a body that comes in pieces, so that it is never in memory whole."""
        made = hmac.new(secret.encode("utf-8"), digestmod=self.algorithm)
        for piece in pieces:
            made.update(piece)
        return hmac.compare_digest(made.hexdigest(), self.digest)


def signature_of(header: str) -> Signature | None:
    """`X-Hub-Signature: sha256=…`, read; None for anything else."""
    algorithm, mark, digest = header.strip().lower().partition("=")
    if not mark or algorithm not in ALGORITHMS or not digest.isascii():
        return None
    return Signature(algorithm, digest)
