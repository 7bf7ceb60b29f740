"""Why something could not be fetched: statuses and libcurl's codes, as errors with a sentence."""

from typing import Final

import pycurl

from allotment.networks.errors import ErrorCode, NetworkError

type Reason = tuple[ErrorCode, str]

TOO_LONG_HEADERS: Final = 100
"""CURLE_TOO_LARGE, for which pycurl has no name."""

TOO_MANY_HEADERS: Final = "{host} says so much before it begins that we stopped listening."

STATUSES: Final[dict[int, Reason]] = {
    401: ("forbidden", "{host} wants a sign-in before it shows this. Check whether the address is public."),
    402: ("forbidden", "{host} asks for payment before it shows this."),
    403: ("forbidden", "{host} does not let us read this. Its owner may have closed it to feed readers."),
    404: ("missing", "{host} has nothing at this address. Check it, or look for a newer one."),
    407: ("forbidden", "A proxy in front of {host} wants a sign-in."),
    408: ("timed_out", "{host} grew tired of waiting for our question. We will ask again later."),
    410: ("gone", "{host} says that this is gone for good. Perhaps the site has a new address."),
    425: ("unavailable", "{host} is not ready yet. We will ask again later."),
    429: ("rate_limited", "{host} asks us to come less often. We will wait before the next look."),
    451: ("forbidden", "{host} may not show this for legal reasons."),
    503: ("unavailable", "{host} is taking a rest. We will look again later."),
    504: ("unavailable", "{host} waited in vain for a server behind it. We will look again later."),
}

CODES: Final[dict[int, Reason]] = {
    pycurl.E_UNSUPPORTED_PROTOCOL: ("unreadable", "{host} answered with something that is not HTTP."),
    pycurl.E_URL_MALFORMAT: ("bad_address", "This is not an address of the web. Please look for a slip of the pen."),
    pycurl.E_COULDNT_RESOLVE_HOST: (
        "unreachable",
        "No machine goes by the name {host}. Check the spelling; if it is right, the site may be gone.",
    ),
    pycurl.E_COULDNT_CONNECT: ("unreachable", "{host} did not take our call. We will try again later."),
    pycurl.E_FTP_WEIRD_SERVER_REPLY: ("unreadable", "{host} answered with something that is not HTTP."),
    pycurl.E_PARTIAL_FILE: ("unreachable", "{host} hung up in the middle. We will try again later."),
    pycurl.E_OPERATION_TIMEDOUT: ("timed_out", "{host} took too long. We will try again later."),
    pycurl.E_GOT_NOTHING: ("unreachable", "{host} hung up without an answer. We will try again later."),
    pycurl.E_RECV_ERROR: ("unreachable", "The connection to {host} broke. We will try again later."),
    pycurl.E_SEND_ERROR: ("unreachable", "The connection to {host} broke. We will try again later."),
    pycurl.E_HTTP2: ("unreachable", "The connection to {host} broke. We will try again later."),
    pycurl.E_WRITE_ERROR: ("unreadable", "What {host} sent could not be unpacked."),
    pycurl.E_BAD_CONTENT_ENCODING: ("unreadable", "What {host} sent could not be unpacked."),
    TOO_LONG_HEADERS: ("too_large", TOO_MANY_HEADERS),
}

TLS: Final = frozenset(
    {
        pycurl.E_SSL_CACERT_BADFILE,
        pycurl.E_SSL_CERTPROBLEM,
        pycurl.E_SSL_CIPHER,
        pycurl.E_SSL_CONNECT_ERROR,
        pycurl.E_SSL_INVALIDCERTSTATUS,
        pycurl.E_SSL_ISSUER_ERROR,
        pycurl.E_PEER_FAILED_VERIFICATION,
    }
)


def error_of_status(status: int, host: str, wait: int | None) -> NetworkError:
    """For any final status that is not 2xx or 304."""
    code, sentence = STATUSES.get(status) or other_status(status)
    return NetworkError(code, sentence.format(host=host, status=status), retry_after=wait)


def other_status(status: int) -> Reason:
    if status >= 500:
        return "server_error", "{host} has trouble of its own ({status}). We will look again later."
    if status >= 400:
        return "refused", "{host} did not accept our question ({status})."
    if status >= 300:
        return "refused", "{host} says that this is elsewhere, but not where ({status})."
    return "unreadable", "{host} gave an answer that ends before it begins ({status})."


def error_of_code(code: int, host: str) -> NetworkError:
    if code in TLS:
        sentence = "The secure connection to {host} could not be trusted. Its certificate may have run out."
        return NetworkError("tls", sentence.format(host=host))
    name, sentence = CODES.get(code, ("unreachable", "{host} could not be reached ({code}). We will try again later."))
    return NetworkError(name, sentence.format(host=host, code=code))


def refused_place(host: str, why: str) -> NetworkError:
    return NetworkError(
        "refused_address",
        f"{host} leads to {why}, so it was not fetched. ALLOTMENT_ALLOW_NETWORKS lists exceptions.",
    )


def refused_scheme(host: str) -> NetworkError:
    return NetworkError("refused_address", f"{host} sends us to something off the web. We did not follow.")


def too_large(host: str, limit: int) -> NetworkError:
    size = f"{limit / 1024 / 1024:.0f} MB" if limit >= 1024 * 1024 else f"{limit} bytes"
    sentence = f"What {host} sends is larger than {size}, so we stopped. Perhaps there is a shorter feed."
    return NetworkError("too_large", sentence)


def too_many_headers(host: str) -> NetworkError:
    return NetworkError("too_large", TOO_MANY_HEADERS.format(host=host))


def going_in_circles(host: str) -> NetworkError:
    return NetworkError("redirect_loop", f"{host} sends us on and on. The site has to mend this.")


def asked_to_wait(host: str, wait: int | None) -> NetworkError:
    return NetworkError("rate_limited", f"{host} asked us to wait, so we do.", retry_after=wait)


def unasked_304(host: str) -> NetworkError:
    return NetworkError("server_error", f"{host} says that nothing changed, but we never saw it before.")


def no_room(host: str) -> NetworkError:
    return NetworkError("unavailable", f"There was no room on the disk for what {host} sends.")


def body_elsewhere(host: str) -> NetworkError:
    return NetworkError("refused", f"{host} wants us to say the same thing to somebody else. We did not.")
