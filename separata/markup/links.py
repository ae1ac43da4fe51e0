"""Addresses that may stand in a link."""

import re
from urllib.parse import quote, urlsplit

_SCHEMES = ("http", "https", "mailto")
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# What RFC 3986 lets stand in an address, and "%", so that quoting twice changes nothing.
_KEPT = ":/?#[]@!$&'()*+,;=-._~%"


def safe_url(text: str) -> str | None:
    """Return an absolute `http`, `https` or `mailto` address in its normal form; None for all else.

    Scheme and host are put in lower case, and what an address cannot hold is percent-encoded. White space
    or a control character anywhere makes an address unsafe. Normal forms are fixed points.
    """
    if _UNSAFE.search(text):
        return None
    try:
        parts = urlsplit(quote(text, safe=_KEPT))
    except ValueError:  # brackets in the host that hold no IPv6 address
        return None
    if parts.scheme not in _SCHEMES or (parts.scheme == "mailto") == bool(parts.netloc):
        return None
    if parts.scheme == "mailto" and "@" not in parts.path:
        return None
    user, at, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=user + at + host.lower()).geturl()
