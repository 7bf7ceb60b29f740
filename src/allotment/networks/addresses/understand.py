"""From what somebody pasted to where one could look. Nothing is fetched here."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from typing import Final

from allotment.networks.addresses.canonical import canonical, host_of, is_web_address, normal_host
from allotment.networks.addresses.services import FEED_PATTERN, Rule, compiled
from allotment.networks.errors import NetworkError
from allotment.networks.records import ProfileRecord


@dataclass(frozen=True, slots=True)
class Understood:
    """What a pasted text means, and where to look, the likeliest first."""

    kind: str
    """website, feed, tag, or the name of a service: mastodon, bluesky, youtube, …"""
    page_address: str | None = None
    feed_addresses: tuple[str, ...] = ()
    webfinger: tuple[str, str] | None = None
    """User and host (with port) of an account whose address is to be asked for."""
    lookup_address: str | None = None
    """Answers with JSON that names the feed."""
    profile: ProfileRecord | None = None
    has_person: bool = True
    closed: bool = False
    """The service is known to give no feeds."""
    scheme_guessed: bool = False
    """https was our guess, not pasted: http may be tried where https is not answered."""

    @property
    def feed_address(self) -> str | None:
        return self.feed_addresses[0] if self.feed_addresses else None


_HOST: Final = r"(?:[^\s@/:#?\[\]]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?"
_ACCOUNT: Final = re.compile(rf"(?:acct:|mailto:)?@?([\w.+%-]+)@({_HOST})/?", re.IGNORECASE)
_TAG_AT_HOST: Final = re.compile(rf"#([\w·-]+)@({_HOST})/?")
_TAG: Final = re.compile(r"#[\w·-]+")
_DID: Final = re.compile(r"(?:at://)?(did:(?:plc|web):[A-Za-z0-9._:%-]+)(?:/.*)?")
_BLUESKY_HANDLE: Final = re.compile(r"(?:at://|@)((?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+)(?:/.*)?")
_BARE_NAME: Final = re.compile(r"@[\w-]+")
_REDDIT: Final = re.compile(r"/?([ru])/(\w[\w-]*)/?")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_LONGEST: Final = 2_000


def understand(text: str) -> Understood:
    """Raises bad_address, with a sentence that helps, for what cannot be followed by any rule."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise NetworkError("bad_address", "That is too long to be an address.")
    return _handle(text) or _web_address(text)


def profile_of(address: str) -> ProfileRecord:
    """The profile that a web address is, under its service's name: for rel-me and u-url links."""
    spelled = canonical(address)
    rule, groups = _matching(spelled)
    if rule is None or rule.account or not rule.has_person:
        return ProfileRecord(address=spelled)
    return _profile(rule, groups)


@lru_cache(maxsize=4096)
def is_local(host: str) -> bool:
    """Whether a host (with or without port) is an IP literal or this machine, where https is unlikely."""
    bare = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if bare == "localhost":
        return True
    try:
        ip_address(bare)
    except ValueError:
        return False
    return True


def origin_of_host(host: str) -> str:
    """`https://host`, or `http://host` for an IP literal or this machine."""
    return f"{'http' if is_local(host) else 'https'}://{host}"


def _handle(text: str) -> Understood | None:
    """Names that are no web addresses: accounts, tags, DIDs, Bluesky handles, r/ and u/."""
    if found := _ACCOUNT.fullmatch(text):
        return _account(found[1], _host_with_port(found[2], text))
    if found := _TAG_AT_HOST.fullmatch(text):
        return _web_address(f"{origin_of_host(_host_with_port(found[2], text))}/tags/{found[1]}")
    if found := _DID.fullmatch(text) or _BLUESKY_HANDLE.fullmatch(text):
        name = found[1] if found[1].startswith("did:") else found[1].lower()
        return _web_address(f"https://bsky.app/profile/{name}")
    if found := _REDDIT.fullmatch(text):
        return _web_address(f"https://www.reddit.com/{'r' if found[1] == 'r' else 'user'}/{found[2]}/")
    _refuse_half_names(text)
    return None


def _refuse_half_names(text: str) -> None:
    if _TAG.fullmatch(text):
        raise NetworkError("bad_address", f"Say where to look for {text}, as in {text}@mastodon.social.")
    if _BARE_NAME.fullmatch(text):
        raise NetworkError(
            "bad_address", f"Say where {text} is at home, as in {text}@mastodon.social or {text}.bsky.social."
        )


def _account(user: str, host: str) -> Understood:
    page = f"{origin_of_host(host)}/@{user}"
    profile = ProfileRecord(kind="mastodon", address=page, handle=f"@{user}@{host}")
    return Understood("mastodon", page, (f"{page}.rss",), webfinger=(user, host), profile=profile)


def _host_with_port(host: str, text: str) -> str:
    name, port = (host, "") if host.endswith("]") or ":" not in host else host.rsplit(":", maxsplit=1)
    bare = normal_host(name)
    if not bare or ("." not in bare and not is_local(bare)):
        raise NetworkError("bad_address", f"“{text[:80]}” does not name a host that could be asked.")
    return f"{bare}:{port}" if port else bare


def _web_address(text: str) -> Understood:
    guessed = False
    spelled = canonical(text)
    if not is_web_address(spelled):
        spelled, guessed = canonical(_with_scheme(text)), True
    if not is_web_address(spelled) or not _is_reachable_name(host_of(spelled)):
        raise NetworkError("bad_address", f"“{text[:80]}” is not an address we know how to follow.")
    guessed = guessed and spelled.startswith("https:")
    rule, groups = _matching(spelled)
    is_feed = FEED_PATTERN.fullmatch(spelled.partition("://")[2]) is not None
    if rule is None:
        return _plain(spelled, is_feed=is_feed, guessed=guessed)
    return _by_rule(rule, groups, feed=spelled if is_feed else None, guessed=guessed)


def _with_scheme(text: str) -> str:
    if text.startswith("//"):
        return f"https:{text}"
    if _SCHEME.match(text):
        return text
    host = _host_part(text)
    return f"{origin_of_host(host)}{text[len(host) :]}"


def _host_part(text: str) -> str:
    return re.split("[/?#]", text, maxsplit=1)[0]


def _is_reachable_name(host: str) -> bool:
    return "." in host.strip(".") or is_local(host)


def _matching(spelled: str) -> tuple[Rule | None, dict[str, str]]:
    scheme, _, rest = spelled.partition("://")
    bare = rest.removeprefix("www.")
    for pattern, rule in compiled():
        if found := pattern.fullmatch(bare):
            return rule, {**found.groupdict(""), "origin": f"{scheme}://{_host_part(rest)}"}
    return None, {}


def _plain(spelled: str, *, is_feed: bool, guessed: bool) -> Understood:
    if is_feed:
        return Understood("feed", feed_addresses=(spelled,), scheme_guessed=guessed)
    return Understood("website", spelled, profile=ProfileRecord(address=spelled), scheme_guessed=guessed)


def _by_rule(rule: Rule, groups: dict[str, str], *, feed: str | None, guessed: bool) -> Understood:
    if rule.account:
        user, _, home = rule.account.format_map(groups).partition("@")
        return _account(user, home)
    return Understood(
        rule.kind,
        rule.page.format_map(groups),
        (feed,) if feed else tuple(address.format_map(groups) for address in rule.feeds),
        lookup_address=rule.lookup.format_map(groups) if rule.lookup else None,
        profile=_profile(rule, groups) if rule.has_person else None,
        has_person=rule.has_person,
        closed=rule.closed,
        scheme_guessed=guessed,
    )


def _profile(rule: Rule, groups: dict[str, str]) -> ProfileRecord:
    handle = rule.handle.format_map(groups) if rule.handle else None
    return ProfileRecord(kind=rule.kind, address=rule.page.format_map(groups), handle=handle)
