"""Asking servers for files: one at a time, under the program's own name, with patience and limits."""

import time
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from msgspec import Struct
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    InvalidHeader,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
)
from urllib3.exceptions import (
    TimeoutError as SlowError,
)
from urllib3.util import Retry, Timeout

from exporter.errors import FetchError
from exporter.fetching.cache import Cache, Entry, digest
from exporter.languages.addresses import Place

OK = 200
NOT_MODIFIED = 304
REDIRECTS = (301, 302, 303, 307, 308)
RETRIED = (429, 500, 502, 503, 504)
MAX_REDIRECTS = 8
_CHUNK = 1 << 16


class Limits(Struct, frozen=True, kw_only=True):
    """How long and how much; times in seconds.

    `pause` lies between two requests; `silence` is how long a server may say nothing, `whole` how long one file may
    take, `wait` how long a server may ask to be left alone. `size` counts bytes after unpacking: the longest texts of
    parliaments are under 10 MB.
    """

    pause: float = 1.0
    connect: float = 10.0
    silence: float = 30.0
    whole: float = 300.0
    wait: float = 120.0
    retries: int = 4
    backoff: float = 1.0
    size: int = 50_000_000


class Answer(Struct, frozen=True, kw_only=True):
    """What a server answered: at which address in the end, status, media type without parameters, and bytes.

    `challenged` is true where it says itself that it wants to see a person.
    """

    address: str
    status: int
    media_type: str
    data: bytes
    challenged: bool = False


class _Reply(Struct, frozen=True, kw_only=True):
    status: int
    headers: urllib3.HTTPHeaderDict
    data: bytes


class Client:
    """Asks servers; no cookies, no passwords, and nothing but GET."""

    def __init__(self, agent: str, cache: Cache, limits: Limits | None = None) -> None:
        self._agent = agent
        self._cache = cache
        self._limits = limits or Limits()
        self._pools: dict[str | None, urllib3.PoolManager] = {}
        self._free_from = 0.0

    def get(self, address: str, place: Place, *, accept: str, language: str) -> Answer:
        """Return what is found at an address of a place after redirects, whatever its status.

        FetchError if there is no whole answer: no connection, too many tries, too large, sent elsewhere.
        """
        headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Language": language, "Accept-Encoding": "gzip"}
        first = address
        for _ in range(MAX_REDIRECTS + 1):
            answer, target = self._ask(address, headers)
            if target is None:
                return answer
            address = check_redirect(address, target, place)
        raise FetchError(f"sends on more than {MAX_REDIRECTS} times", file=first)

    def _ask(self, address: str, headers: dict[str, str]) -> tuple[Answer, str | None]:
        """Return the answer to one request, from the cache if it has not changed, and where it sends on to."""
        key = "\n".join((address, headers["Accept"], headers["Accept-Language"]))
        kept = self._cache.find(key)
        reply = self._try(address, {**headers, **(_make_conditions(kept[0]) if kept else {})})
        if kept and reply.status == NOT_MODIFIED:
            return Answer(address=address, status=OK, media_type=kept[0].media_type, data=kept[1]), None
        answer = _make_answer(address, reply)
        if answer.status == OK and not answer.challenged:
            self._cache.keep(key, _make_entry(answer, reply.headers), answer.data)
        return answer, reply.headers.get("Location") if reply.status in REDIRECTS else None

    def _try(self, address: str, headers: dict[str, str]) -> _Reply:
        """Return a whole reply, asking again where that may help."""
        retry = Retry(self._limits.retries, status_forcelist=RETRIED, backoff_factor=self._limits.backoff)
        while True:
            failed: urllib3.BaseHTTPResponse | None = None
            try:
                response = self._request(address, headers)
                if not retry.is_retry("GET", response.status, "Retry-After" in response.headers):
                    return self._read(response, address)
                response.close()
                failed = response
                retry = retry.increment("GET", address, response=response)
            except MaxRetryError:
                raise FetchError(_explain_status(response.status), file=address, remedy="try again later") from None
            except NewConnectionError as error:  # nobody is there, or there is no network: waiting is no use
                raise _explain(address, error) from None
            except (ProtocolError, SlowError) as error:
                retry = _count_failure(retry, address, error)
            except HTTPError as error:
                raise _explain(address, error) from None
            self._rest(retry, failed, address)

    def _request(self, address: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        time.sleep(max(0.0, self._free_from - time.monotonic()))
        self._free_from = time.monotonic() + self._limits.pause
        return self._find_pool(address).request(
            "GET",
            address,
            headers=headers,
            timeout=Timeout(connect=self._limits.connect, read=self._limits.silence),
            redirect=False,
            retries=False,
            preload_content=False,
        )

    def _find_pool(self, address: str) -> urllib3.PoolManager:
        """Return the connections to use for an address, through the proxy of this machine if there is one."""
        parts = urlsplit(address)
        proxy = None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]

    def _read(self, response: urllib3.BaseHTTPResponse, address: str) -> _Reply:
        """Return a reply with all its bytes, unpacked; FetchError if there are too many or they come too slowly."""
        limits, deadline = self._limits, time.monotonic() + self._limits.whole
        data = bytearray()
        try:
            for chunk in response.stream(_CHUNK, decode_content=True):
                data += chunk
                if len(data) > limits.size:
                    raise FetchError(f"sends more than {limits.size // 1_000_000} MB", file=address)
                if time.monotonic() > deadline:
                    raise FetchError(f"takes more than {limits.whole:.0f} seconds", file=address)
        finally:
            response.close()
        return _Reply(status=response.status, headers=response.headers, data=bytes(data))

    def _rest(self, retry: Retry, response: urllib3.BaseHTTPResponse | None, address: str) -> None:
        """Wait as long as the server asks for, or as tries so far suggest; FetchError if that is too long."""
        asked = response.headers.get("Retry-After") if response is not None else None
        try:
            seconds = retry.parse_retry_after(asked) if asked else retry.get_backoff_time()
        except InvalidHeader:
            seconds = retry.get_backoff_time()
        if seconds > self._limits.wait:
            minutes = round(seconds / 60)
            raise FetchError("is busy", file=address, remedy=f"it asks to be left alone for {minutes} minutes")
        time.sleep(seconds)


def check_redirect(address: str, target: str, place: Place) -> str:
    """Return the address a place sends on to, encrypted if the place itself is; FetchError if it is not its own."""
    try:
        parts = urlsplit(urljoin(address, target))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FetchError("sends on to something that is no address", file=address) from None
    known = any(host == domain or host.endswith(f".{domain}") for domain in place.domains)
    if parts.scheme not in ("http", "https") or not known or "@" in parts.netloc:
        raise FetchError(f"sends on to {parts.scheme}://{host}, which is not a place of {place.title}", file=address)
    if parts.scheme == "http" and place.base.startswith("https:"):
        parts = parts._replace(scheme="https", netloc=host if port in (None, 80) else parts.netloc)
    return parts._replace(fragment="").geturl()


def _make_answer(address: str, reply: _Reply) -> Answer:
    headers = reply.headers
    return Answer(
        address=address,
        status=reply.status,
        media_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        data=reply.data,
        # what the firewalls of EUR-Lex and of other sites say with a test for robots
        challenged="x-amzn-waf-action" in headers or headers.get("cf-mitigated") == "challenge",
    )


def _make_entry(answer: Answer, headers: urllib3.HTTPHeaderDict) -> Entry:
    return Entry(
        address=answer.address,
        media_type=answer.media_type,
        sha256=digest(answer.data),
        etag=headers.get("ETag"),
        modified=headers.get("Last-Modified"),
    )


def _make_conditions(entry: Entry) -> dict[str, str]:
    """Return the headers that ask for a file only if it is not the one that is kept."""
    conditions = {"If-None-Match": entry.etag, "If-Modified-Since": entry.modified}
    return {name: value for name, value in conditions.items() if value}


def _count_failure(retry: Retry, address: str, error: HTTPError) -> Retry:
    """Return what patience is left after a broken connection; FetchError if there is none."""
    try:
        return retry.increment("GET", address, error=error)
    except (MaxRetryError, HTTPError):
        raise _explain(address, error) from None


def _explain(address: str, error: HTTPError) -> FetchError:
    """Return an error of the network in words."""
    host = urlsplit(address).hostname
    if isinstance(error, NameResolutionError | NewConnectionError | ConnectTimeoutError):
        return FetchError(f"{host} cannot be reached", file=address, remedy="check the connection to the internet")
    if isinstance(error, SSLError):
        remedy = (
            "this computer may lack the certificates of the internet, or something stands between it and the server"
        )
        return FetchError(f"{host} could not prove that it is {host}", file=address, remedy=remedy)
    if isinstance(error, SlowError):
        return FetchError("does not answer in time", file=address, remedy="try again later")
    if isinstance(error, DecodeError):
        return FetchError("sends a file that cannot be unpacked", file=address)
    if isinstance(error, ProtocolError):
        return FetchError("breaks off in the middle of the file", file=address, remedy="try again later")
    return FetchError(f"cannot be asked: {error}", file=address)


def _explain_status(status: int) -> str:
    return (
        "asks to be left alone for now (status 429)" if status == 429 else f"has a fault of its own (status {status})"
    )
