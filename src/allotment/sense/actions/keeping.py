"""Keeping things, and letting them go again. Nothing that was written about them is lost by that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.models import Owner
from allotment.core.pictures import begins_like_a_picture, digest_of, store_picture
from allotment.networks.addresses import checked, key_of_canonical
from allotment.networks.errors import NetworkError
from allotment.seek.actions import reading
from allotment.seek.models import PostState
from allotment.sense.models import Copy, Mention, Resource
from allotment.sense.reading import understood
from allotment.sense.searchable import put_resources, take_resources

LONGEST_WORDS = 100_000
Kind, State = Resource.Kind, Resource.State


class NotAnAddress(AllotmentError):
    code = "not_an_address"
    sentence = _("That is no address on the web. One begins with https://.")


class NothingToKeep(AllotmentError):
    code = "nothing_to_keep"
    sentence = _("There is nothing to keep yet: an address, a photo or a few words will do.")


class NeitherPictureNorText(AllotmentError):
    code = "neither_picture_nor_text"
    sentence = _("That is neither a picture (JPEG, PNG, WebP, GIF) nor text in UTF-8.")


class TooManyWords(AllotmentError):
    code = "too_many_words"
    sentence = _("That is longer than a hundred thousand letters. Keep a part of it, or where it can be found.")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept now, and whether it was kept before."""

    resource: Resource
    again: bool


@transaction.atomic
def keep_post(*, owner: Owner, post_id: int, now: datetime, words: str = "") -> Kept:
    """Keeps a piece; twice is the same as once."""
    reading.keep_post(owner=owner, post_id=post_id, now=now)
    known = Resource.objects.visible_to(owner).filter(post_id=post_id).first()
    if known is not None:
        return _kept_before(known, words)
    post = reading.post_for(owner=owner, post_id=post_id)
    return _kept(
        owner, now, words, {"post_id": post_id}, kind=Kind.POST, title=post.title or post.excerpt, address=post.address
    )


@transaction.atomic
def keep_link(*, owner: Owner, address: str, now: datetime, title: str = "", words: str = "") -> Kept:
    """Keeps an address, once for all its spellings; the address of a piece that was kept is that piece."""
    try:
        address = checked(address)
    except NetworkError as error:
        raise NotAnAddress from error
    key = key_of_canonical(address)
    mine = Resource.objects.visible_to(owner)
    known = mine.filter(address_key=key).first() or mine.filter(post__url_key=key).first()
    if known is not None:
        return _kept_before(known, words)
    return _kept(owner, now, words, {"address_key": key}, kind=Kind.LINK, title=title.strip(), address=address[:2000])


def keep_text(*, owner: Owner, text: str, now: datetime, title: str = "", words: str = "") -> Kept:
    """Keeps what somebody typed or pasted: an address with words about it, or a thought."""
    read = understood(text)
    said = "\n\n".join(filter(None, ("" if read.words == title else read.words, words)))
    if read.address:
        return keep_link(owner=owner, address=read.address, title=title, words=said, now=now)
    return keep_thought(owner=owner, words=said, title=title, now=now)


def keep_file(*, owner: Owner, body: bytes, now: datetime, title: str = "", words: str = "", alt: str = "") -> Kept:
    """Keeps what a program hands in: a photo, else text."""
    if begins_like_a_picture(body):
        return keep_photo(owner=owner, body=body, alt=alt, title=title, words=words, now=now)
    try:
        text = body.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        raise NeitherPictureNorText from error
    return keep_text(owner=owner, text=text, title=title, words=words, now=now)


@transaction.atomic
def keep_photo(*, owner: Owner, body: bytes, now: datetime, alt: str = "", title: str = "", words: str = "") -> Kept:
    """Keeps a photo of something drawn or written, once however often it is handed in. Raises NotAPicture."""
    known = Resource.objects.visible_to(owner).filter(picture__digest=digest_of(body)).first()
    if known is not None:
        return _kept_before(known, words)
    picture = store_picture(owner=owner, body=body, now=now, alt=alt.strip())
    return _kept(owner, now, words, {"picture_id": picture.pk}, kind=Kind.PHOTO, title=title.strip())


@transaction.atomic
def keep_thought(*, owner: Owner, words: str, now: datetime, title: str = "") -> Kept:
    """Keeps a thought as it was written down."""
    if not words.strip():
        raise NothingToKeep
    return _kept(owner, now, words, {}, kind=Kind.THOUGHT, title=title.strip())


@transaction.atomic
def let_go(*, owner: Owner, resource_id: int, now: datetime) -> Resource:
    """No longer kept, with everything that was written about it; twice is the same as once."""
    resource = resource_for(owner=owner, resource_id=resource_id)
    _turn(resource, State.LET_GO)
    _tell_seek(owner, resource, now, keep=False)
    return resource


@transaction.atomic
def keep_after_all(*, owner: Owner, resource_id: int, now: datetime) -> Resource:
    """Kept again, with everything that was written about it."""
    resource = resource_for(owner=owner, resource_id=resource_id)
    _turn(resource, state_of(resource))
    _tell_seek(owner, resource, now, keep=True)
    return resource


@transaction.atomic
def let_go_of_post(*, owner: Owner, post_id: int, now: datetime) -> None:
    """No longer kept, where it was."""
    reading.keep_post(owner=owner, post_id=post_id, now=now, keep=False)
    for resource in Resource.objects.visible_to(owner).kept().filter(post_id=post_id):
        _turn(resource, State.LET_GO)


@transaction.atomic
def pass_post(*, owner: Owner, post_id: int, now: datetime, let_pass: bool) -> None:
    """Passes a piece, which is then no longer kept, or takes that back."""
    if let_pass:
        let_go_of_post(owner=owner, post_id=post_id, now=now)
    reading.pass_post(owner=owner, post_id=post_id, now=now, let_pass=let_pass)


def resource_for(*, owner: Owner, resource_id: int) -> Resource:
    """The row, locked until the transaction ends; NotFound where it is nothing of this owner's."""
    found = Resource.objects.visible_to(owner).select_for_update().filter(pk=resource_id).first()
    if found is None:
        raise NotFound
    return found


def state_of(resource: Resource) -> str:
    """A thing is made sense of only by the owner's own words: on it, or in a reflection about it."""
    return State.SENSED if resource.words.strip() or _is_reflected_on(resource) else State.KEPT


def _is_reflected_on(resource: Resource) -> bool:
    about = Q(resource=resource.pk) if resource.pk else Q(pk=None)
    if resource.post_id:
        about |= Q(post=resource.post_id)
    return Mention.objects.filter(about, reflection__owner=resource.owner_id).exists()


def bounded(words: str) -> str:
    """The words without blank ends; raises TooManyWords."""
    words = words.strip()
    if len(words) > LONGEST_WORDS:
        raise TooManyWords
    return words


def _kept(
    owner: Owner, now: datetime, words: str, same: dict[str, Any], *, kind: str, title: str, address: str = ""
) -> Kept:
    """A new row; where another window was sooner (`same` tells by what it is the same) that one."""
    resource = Resource(
        owner=owner, kind=kind, title=title[:500], address=address, words=bounded(words), at=now, **same
    )
    resource.state = state_of(resource)
    try:
        with transaction.atomic():
            resource.save(force_insert=True)
    except IntegrityError:
        known = Resource.objects.visible_to(owner).filter(**same).first() if same else None
        if known is None:
            raise
        return _kept_before(known, words)
    if kind == Kind.LINK:
        Copy.objects.create(resource=resource, due_at=now)
    put_resources([resource.pk])
    return Kept(resource, again=False)


def _kept_before(resource: Resource, words: str) -> Kept:
    """Words that come with it now stand under those that were there."""
    words, before = bounded(words), resource.words
    if words and words not in before:
        words = bounded(f"{before}\n\n{words}") if before else words
        resource.save_over(base=resource.version, words=words)
    elif resource.state != State.LET_GO:
        return Kept(resource, again=True)
    _turn(resource, state_of(resource))
    return Kept(resource, again=True)


def _turn(resource: Resource, state: str) -> None:
    resource.state = state
    resource.save(update_fields=["state"])
    if state == State.LET_GO:
        take_resources([resource])
    else:
        put_resources([resource.pk])


def _tell_seek(owner: Owner, resource: Resource, now: datetime, *, keep: bool) -> None:
    """Editions say of a piece whether it is kept."""
    if resource.post_id and PostState.objects.filter(owner=owner, post_id=resource.post_id).exists():
        reading.keep_post(owner=owner, post_id=resource.post_id, now=now, keep=keep)
