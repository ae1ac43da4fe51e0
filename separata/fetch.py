"""The network: polite questions to the services that know publications. The only module that reaches out.

A service is asked one question at a time and no faster than it wishes; who asks stands in every question.
What fails in passing is asked again, later each time, and not before the time that the service itself names.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from email.utils import mktime_tz, parsedate_tz
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx

from separata import __version__
from separata.dates import Date, date_from_mail
from separata.problems import Place, Problem, SeparataError
from separata.services import PACES, Pace

ATTEMPTS = 4
LONGEST_WAIT = 60.0  # seconds that a run waits for a service which asks it to
TIMEOUT = 30.0  # seconds without a byte
LARGEST = 50_000_000  # bytes of one answer, decompressed
REDIRECTS = 5

_LATER = "nothing was changed; try again later"
_PASSING = frozenset({429, 500, 502, 503, 504})


class Answer(NamedTuple):
    """What a service answered: its bytes, from which address after redirects, and on which day."""

    data: bytes
    url: str
    retrieved: Date | None


class Network:
    """A connection to the services.

    Args:
        contact: mail address of the group, for a service that wants to complain before it shuts us out.
        keys: the keys there are, by the names that `PACES` gives them.
        clock, sleep: seconds that pass, and a way to let them pass.
        mirror: address of a server that answers for all hosts, as `<mirror>/<host>/<path>`.

    """

    def __init__(
        self,
        *,
        contact: str,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        keys: Mapping[str, str] | None = None,
        mirror: str = "",
        timeout: float = TIMEOUT,
    ) -> None:
        self.keys, self.mirror = keys or {}, mirror
        self.clock, self.sleep = clock, sleep
        self.asked: dict[str, float] = {}
        about = f"Separata/{__version__} ({f'mailto:{contact}' if contact else 'no contact given'})"
        self.client = httpx.Client(headers={"User-Agent": about}, timeout=timeout, trust_env=not mirror)

    def __enter__(self) -> "Network":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def fetch(self, url: str, accept: str = "*/*") -> Answer | None:
        """Ask for what stands at an address; None when the service says that there is no such thing.

        Raises:
            SeparataError: when no answer can be had.
        """
        for _ in range(REDIRECTS + 1):
            got = self._asked_again(url, accept)
            if got is None or isinstance(got, Answer):
                return got
            url = _followed(url, got)
        raise SeparataError(_problem(url, f"leads on more than {REDIRECTS} times", _LATER))

    def _asked_again(self, url: str, accept: str) -> Answer | str | None:
        """Ask until the service answers or refuses for good; return the address if it leads on."""
        failure = ""
        for attempt in range(ATTEMPTS):
            wait = 2.0**attempt
            try:
                with self._question(url, accept) as response:
                    if response.status_code not in _PASSING:
                        return _answer(url, response)
                    failure = f"answers {response.status_code} {response.reason_phrase}".strip()
                    wait = max(wait, _retry_after(response))
            except httpx.TimeoutException:
                failure = "does not answer in time"
            except (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL) as error:
                failure = f"cannot be reached: {str(error) or type(error).__name__}"
            if wait > LONGEST_WAIT:
                raise SeparataError(_problem(url, f"{failure}, to be asked again in {wait:.0f} s", _LATER))
            if attempt + 1 < ATTEMPTS:
                self.sleep(wait)
        raise SeparataError(_problem(url, f"{failure}, asked {ATTEMPTS} times", _LATER))

    def _question(self, url: str, accept: str) -> AbstractContextManager[httpx.Response]:
        """Open a question when it is time for one."""
        host = urlsplit(url).hostname or ""
        pace = PACES.get(host, Pace())
        now = self.clock()
        if (due := self.asked.get(host, now - pace.gap) + pace.gap) > now:
            self.sleep(due - now)
        self.asked[host] = self.clock()
        key = self.keys.get(pace.key, "")
        headers = {"Accept": accept, **({pace.header: key} if key and pace.header else {})}
        parameters = {pace.parameter: key} if key and pace.parameter else {}
        address = f"{self.mirror}/{url.partition('://')[2]}" if self.mirror else url
        reached = httpx.URL(address)
        if parameters:
            reached = reached.copy_merge_params(parameters)
        return self.client.stream("GET", reached, headers=headers, follow_redirects=False)


def _answer(url: str, response: httpx.Response) -> Answer | str | None:
    """Return the answer, the address that it leads to, or None when there is nothing.

    Raises:
        SeparataError: when the service refuses, or says more than we can hold.
    """
    if response.status_code in (404, 410):
        return None
    if response.has_redirect_location:
        return str(response.headers["Location"])
    if response.status_code != 200:
        words = f"answers {response.status_code} {response.reason_phrase}".strip()
        raise SeparataError(
            _problem(url, words, "see whether the service wants a key (docs/how-to/look-for-new-papers.md)")
        )
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > LARGEST:
            raise SeparataError(_problem(url, f"answers more than {LARGEST // 1_000_000} MB", "ask for less"))
    # No clock of ours says when an answer came.
    return Answer(bytes(data), url, date_from_mail(response.headers.get("Date", "")))


def _followed(url: str, location: str) -> str:
    """Return where an address leads on; only to the web, and never from https to http."""
    try:
        target = urlsplit(urljoin(url, location))
    except ValueError:  # no address at all
        target = urlsplit("")
    if target.scheme not in ("http", "https") or (target.scheme == "http" and url.startswith("https:")):
        raise SeparataError(_problem(url, f"leads to '{location}', which is not safe to follow", _LATER))
    return target.geturl()


def _retry_after(response: httpx.Response) -> float:
    """Return the seconds after which a service wants to be asked again: a number, or a date after its own."""
    given = response.headers.get("Retry-After", "")
    if given.isascii() and given.isdigit():
        return float(given[:6])
    at, now = parsedate_tz(given), parsedate_tz(response.headers.get("Date", ""))
    try:
        return max(0.0, float(mktime_tz(at) - mktime_tz(now))) if at and now else 0.0
    except (ValueError, OverflowError):  # a day that is in no calendar
        return 0.0


def _problem(url: str, message: str, hint: str) -> Problem:
    return Problem(Place(url), message, hint)
