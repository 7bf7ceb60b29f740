"""Tags and planets: nobody in particular stands behind them, but somebody stands behind each post."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from allotment.core.models import Owner
from allotment.networks.addresses import is_web_address, profile_of, understand, url_key
from allotment.networks.errors import NetworkError
from allotment.networks.records import ProfileRecord
from allotment.people.actions import ProfileToNote, add_person
from allotment.people.models import Person, Profile
from allotment.seek.deciding.plain import plain
from allotment.seek.fetching.making import Draft
from allotment.seek.models import Follow

MOST: Final = 20
"""New candidates one look at one source may bring."""


def note_candidates(drafts: Sequence[Draft], *, now: datetime) -> None:
    """The authors of new posts of a tag or planet become candidates of everybody who follows it."""
    sources = {draft.source_id for draft in drafts}
    gathering = Follow.objects.filter(source_id__in=sources, gathers=True).select_related("owner")
    for follow in gathering:
        ours = (draft for draft in drafts if draft.source_id == follow.source_id)
        _add_unknown(follow.owner, authors_of(ours), now)


def authors_of(drafts: Iterable[Draft]) -> list[ProfileRecord]:
    """Who wrote them, each once, the first twenty."""
    found: dict[str, ProfileRecord] = {}
    for draft in drafts:
        for author in _authors(draft):
            found.setdefault(author.address or author.name, author)
            if len(found) == MOST:
                return list(found.values())
    return list(found.values())


def _authors(draft: Draft) -> Iterator[ProfileRecord]:
    entry = draft.keyed.entry
    for author in entry.authors:
        address = author.address if author.address and is_web_address(author.address) else None
        at = profile_of(address) if address else ProfileRecord()
        if author.name or at.address:
            yield ProfileRecord(author.name or at.handle or "", at.address, at.kind, at.handle)
    if not entry.authors and entry.address:
        yield from _author_of_address(entry.address)


def _author_of_address(address: str) -> Iterator[ProfileRecord]:
    """Whose account a post's address lies in: a Mastodon tag's feed names its authors nowhere else."""
    try:
        meant = understand(address)
    except NetworkError:
        return
    if meant.profile is not None and meant.profile.handle:
        yield meant.profile


def _add_unknown(owner: Owner, authors: Sequence[ProfileRecord], now: datetime) -> None:
    keys = {author: url_key(author.address) for author in authors if author.address}
    known = set(
        Profile.objects.filter(owner=owner, address_key__in=keys.values()).values_list("address_key", flat=True)
    )
    names = [plain(author.name, 200) for author in authors if not author.address]
    named = set(Person.objects.visible_to(owner).filter(name__in=names).values_list("name", flat=True))
    for author in authors:
        name = plain(author.name or author.handle or "", 200)
        if keys.get(author) in known or (not author.address and name in named) or not (name or author.address):
            continue
        add_person(owner=owner, name=name, now=now, profiles=_profiles(author))


def _profiles(author: ProfileRecord) -> list[ProfileToNote]:
    if not author.address:
        return []
    return [ProfileToNote(author.kind, author.address, url_key(author.address), author.handle or "")]
