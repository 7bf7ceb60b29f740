"""A subscription list, registered in one go: no network, a few queries however long it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from allotment.core.models import Owner
from allotment.networks.addresses import Understood, canonical, host_of, is_web_address, understand, url_key
from allotment.networks.errors import NetworkError
from allotment.networks.records import OutlineRecord
from allotment.people.actions import ProfileToNote, sort_key
from allotment.people.models import Field, Person, Profile
from allotment.people.searchable import put_people
from allotment.seek.actions.asking import ask_to_follow
from allotment.seek.actions.behind import country_of, place_of, profiles_to_note
from allotment.seek.actions.outcomes import Followed, Status, failed
from allotment.seek.deciding.plain import plain
from allotment.seek.models import Follow, Source


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list that names a feed."""

    outline: OutlineRecord
    address: str
    key: int
    kind: str
    has_person: bool
    profile: ProfileToNote | None
    """What tells its person from others: the site, else the feed."""

    @property
    def name(self) -> str:
        return plain(self.outline.title, 200) or host_of(self.address)


@transaction.atomic
def register_outlines(*, owner: Owner, outlines: Sequence[OutlineRecord], now: datetime) -> list[Followed]:
    """Follows every feed of the list; looking is left to the worker. Lines that name a site and no feed are asked for.
    One record a line, in their order."""
    read = [_line(outline) for outline in outlines]
    lines = {each.key: each for each in reversed(read) if isinstance(each, Line)}
    sources = _sources(lines.values(), now)
    mine = Follow.objects.filter(owner=owner, source__in=sources.values()).select_related("person")
    before = {follow.source_id: follow for follow in mine}
    fresh = [line for line in lines.values() if sources[line.key].pk not in before]
    people = _people(owner, [line for line in fresh if line.has_person], now)
    follows = Follow.objects.bulk_create(
        Follow(
            owner=owner,
            source=sources[line.key],
            person=people.get(line.key),
            gathers=not line.has_person,
            added_at=now,
        )
        for line in fresh
    )
    made = {follow.source_id: follow for follow in follows}
    _ask(owner, [outline for outline, each in zip(outlines, read, strict=True) if each is None], now)
    return [_told(outline, each, sources, made, before) for outline, each in zip(outlines, read, strict=True)]


def _line(outline: OutlineRecord) -> Line | Followed | None:
    """None: there is no feed yet, only a site where one may be found."""
    if not outline.feed_address:
        return None
    try:
        meant = understand(outline.feed_address)
    except NetworkError as error:
        return failed(outline.feed_address, error)
    address = meant.feed_address or canonical(outline.feed_address)
    if not is_web_address(address) or meant.closed:
        return failed(outline.feed_address, NetworkError("bad_address", "This is not an address that can be followed."))
    return Line(outline, address, url_key(address), _kind(meant), meant.has_person, _profile(outline, meant, address))


def _kind(meant: Understood) -> str:
    return "feed" if meant.kind == "website" else meant.kind


def _profile(outline: OutlineRecord, meant: Understood, address: str) -> ProfileToNote | None:
    own = meant.profile
    if own is not None and own.kind != "website" and own.address:
        places = [(own.kind, own.address)]
    else:
        places = [place_of(outline.site_address)] if outline.site_address else []
    noted = profiles_to_note([*places, ("feed", address)], handle=(own and own.handle) or "")
    return noted[0] if noted else None


def _sources(lines: Iterable[Line], now: datetime) -> dict[int, Source]:
    """The sources by key; those that rested for want of followers are looked at again."""
    wanted = {line.key: line for line in lines}
    Source.objects.bulk_create(
        [
            Source(
                kind=line.kind[:20],
                address=line.address,
                address_key=key,
                title=plain(line.outline.title, 300),
                next_look_at=now,
            )
            for key, line in wanted.items()
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    found = {source.address_key: source for source in Source.objects.filter(address_key__in=wanted)}
    idle = [source.pk for source in found.values() if source.next_look_at is None and source.state != Source.State.GONE]
    Source.objects.filter(pk__in=idle).update(next_look_at=now)
    return found


def _people(owner: Owner, lines: Sequence[Line], now: datetime) -> dict[int, Person]:
    """Who stands behind each line: the same person for the same site, known or new."""
    keys = {line.key: line.profile.address_key if line.profile else line.key for line in lines}
    noted = Profile.objects.filter(owner=owner, address_key__in=keys.values()).select_related("person")
    people = {profile.address_key: profile.person for profile in noted}
    first = {keys[line.key]: line for line in reversed(lines) if keys[line.key] not in people}
    made = Person.objects.bulk_create([_person(owner, line, now) for line in first.values()], batch_size=500)
    people |= dict(zip(first, made, strict=True))
    Profile.objects.bulk_create(
        [_profile_row(owner, people[key], line.profile) for key, line in first.items() if line.profile],
        ignore_conflicts=True,
        batch_size=500,
    )
    behind = {line.key: people[keys[line.key]] for line in lines}
    _put_in_fields(owner, lines, behind)
    put_people([person.pk for person in made])
    return behind


def _person(owner: Owner, line: Line, now: datetime) -> Person:
    place = line.profile.address if line.profile else line.address
    return Person(owner=owner, name=line.name, sort_key=sort_key(line.name), country=country_of([place]), added_at=now)


def _profile_row(owner: Owner, person: Person, profile: ProfileToNote) -> Profile:
    return Profile(
        owner=owner,
        person=person,
        kind=profile.kind[:20],
        address=profile.address,
        address_key=profile.address_key,
        handle=profile.handle[:300],
    )


def _put_in_fields(owner: Owner, lines: Iterable[Line], people: Mapping[int, Person]) -> None:
    """The folders of the list are fields of its people."""
    pairs = {
        (people[line.key].pk, " ".join(folder.split())[:80])
        for line in lines
        for folder in line.outline.folders
        if folder.strip()
    }
    names = {name for _, name in pairs}
    Field.objects.bulk_create([Field(owner=owner, name=name) for name in sorted(names)], ignore_conflicts=True)
    fields = dict(Field.objects.filter(owner=owner, name__in=names).values_list("name", "pk"))
    through = Person.fields.through
    rows = [through(person_id=person, field_id=fields[name]) for person, name in sorted(pairs)]
    through.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _ask(owner: Owner, outlines: Sequence[OutlineRecord], now: datetime) -> None:
    if outlines:
        ask_to_follow(owner=owner, outlines=outlines, now=now)


def _told(
    outline: OutlineRecord,
    each: Line | Followed | None,
    sources: Mapping[int, Source],
    made: Mapping[int, Follow],
    before: dict[int, Follow],
) -> Followed:
    """A line that the list has twice is followed the first time and there already the second."""
    if isinstance(each, Followed):
        return each
    if each is None:
        return Followed(outline.site_address or "", "waiting", title=outline.title)
    source = sources[each.key]
    status: Status = "already" if source.pk in before else "followed"
    follow = before.get(source.pk) or made[source.pk]
    before[source.pk] = follow
    return Followed(
        address=outline.feed_address or "",
        status=status,
        source_id=source.pk,
        source=source.address,
        title=source.title or source.address,
        kind=source.kind,
        person=follow.person.name if follow.person else None,
        follow_id=follow.pk,
    )
