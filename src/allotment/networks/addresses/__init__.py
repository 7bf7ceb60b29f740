"""What people paste, and what it means. Pure: nothing is fetched."""

from allotment.networks.addresses.canonical import (
    canonical,
    checked,
    host_of,
    host_of_canonical,
    is_web_address,
    key_of_canonical,
    url_key,
)
from allotment.networks.addresses.pasted import split_pasted
from allotment.networks.addresses.understand import (
    Understood,
    is_local,
    origin_of_host,
    profile_of,
    understand,
)

__all__ = [
    "Understood",
    "canonical",
    "checked",
    "host_of",
    "host_of_canonical",
    "is_local",
    "is_web_address",
    "key_of_canonical",
    "origin_of_host",
    "profile_of",
    "split_pasted",
    "understand",
    "url_key",
]
