"""The review file as a page on this machine: one click for each decision, saved at once in the same file.

Only this machine can reach it (the loopback address), only who knows the random token in its address gets an answer,
and pages of other sites cannot post to it: the host and origin of each request are checked. The page loads nothing
from elsewhere; its Content-Security-Policy allows nothing else.
"""

import datetime
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from exporter.batch.files import read_file, write_file
from exporter.batch.review import Review, check_locks, encode, find_backup, load_review, refresh_review
from exporter.errors import ExporterError, ReviewError
from exporter.review import Answer, Entry, ReviewFile, decide, read_review, settle
from exporter.review.entries import SECTIONS, list_choices
from exporter.review.layout import HEADS
from exporter.review.settling import Standing

LOOPBACK = "127.0.0.1"
MAX_BODY = 64_000
CHOICES = ("confirm", "reject", "correct")
"""The buttons, in their order."""

PAGE_FILES = {
    "": ("page.html", "text/html; charset=utf-8"),
    "page.js": ("page.js", "text/javascript; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Side(Struct, frozen=True, kw_only=True):
    """One quotation as the page shows it, with what stands around it; `label` such as `2022 5.2.1`."""

    label: str
    words: str
    before: str = ""
    after: str = ""


class Item(Struct, frozen=True, kw_only=True):
    """One entry as the page shows it; `choices` are the decisions there are, `fields` what a correction may say."""

    index: int
    section: str
    state: str
    reason: str
    line: int
    sides: tuple[Side, ...]
    proposed: str
    because: str
    choices: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    values: dict[str, str]


class Board(Struct, frozen=True, kw_only=True):
    """All that the page shows; `version` names the state of the file it was read from."""

    version: str
    title: str
    file: str
    sections: dict[str, str]
    items: tuple[Item, ...]


class Post(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision as the page sends it: who, about which entry of which version, and what."""

    version: str
    index: int
    by: str = ""
    values: dict[str, str] = {}


class Desk:
    """The review file of a dossier while a page is open on it; each answer is saved before the next is looked at."""

    def __init__(self, dossier: Path, today: Callable[[], datetime.date]) -> None:
        refresh_review(dossier)
        self.review: Review = load_review(dossier)
        self.today = today
        self.lock = threading.Lock()
        self.is_backed_up = False

    def read(self) -> Board:
        """Return the present state of the file; ReviewError if somebody made it unreadable meanwhile."""
        return self._make_board(read_file(self.review.path))

    def save(self, post: Post) -> Board:
        """Return the state after an answer was saved; ConflictError if the file is another than the page shows."""
        with self.lock:
            data = read_file(self.review.path)
            if find_version(data) != post.version:
                raise ConflictError("the file was changed meanwhile; look again, and decide once more")
            after = encode(decide(self._parse(data), self._make_answer(post)), data)
            if after != data:
                check_locks(self.review.path)
                self._keep_backup(data)
                write_file(self.review.path, after)
            return self._make_board(after)

    def _parse(self, data: bytes) -> ReviewFile:
        return read_review(data, str(self.review.path))

    def _keep_backup(self, data: bytes) -> None:
        """Keep the file as it was before the page was opened: the last click alone would be a poor backup."""
        if not self.is_backed_up:
            write_file(find_backup(self.review.path), data)
            self.is_backed_up = True

    def _make_answer(self, post: Post) -> Answer:
        values = {key: " ".join(value.split()) for key, value in post.values.items()}
        if "decision" in values:
            by = " ".join(post.by.split())
            if values["decision"] and not by:
                raise ReviewError("a decision needs your name", remedy="fill it in at the top")
            values |= {"by": by, "on": self.today().isoformat()} if values["decision"] else {"by": "", "on": ""}
        return Answer(index=post.index, values=values)

    def _make_board(self, data: bytes) -> Board:
        review = self._parse(data)
        settled = settle(review, self.review.documents)
        pairs = zip(review.entries, settled.standings, strict=True)
        return Board(
            version=find_version(data),
            title=self.review.title,
            file=self.review.path.name,
            sections={name: HEADS[name] for name in SECTIONS},
            items=tuple(make_item(entry, standing) for entry, standing in pairs),
        )


class ConflictError(ReviewError):
    """The file is not the one that the page shows."""


def find_version(data: bytes) -> str:
    """Return a name for the state of the file."""
    return hashlib.sha256(data).hexdigest()


def make_item(entry: Entry, standing: Standing) -> Item:
    """Return an entry as the page shows it."""
    keys = (("old", "old words"), ("new", "new words")) if entry.is_link else (("demand", "words"),)
    keys = (("text", "says"),) if entry.section == "acronyms" else keys
    fields = {"strength", "scope", "addressee", "kind"} & set(SECTIONS[entry.section])
    values = {key: entry.values.get(key, "") for key in ("decision", "by", "on", "comment", *sorted(fields))}
    return Item(
        index=entry.index,
        section=entry.section,
        state=standing.state,
        reason=standing.reason,
        line=entry.line,
        sides=tuple(_make_side(entry, standing, *names) for names in keys),
        proposed=entry.values.get("proposed", ""),
        because=entry.values.get("because", ""),
        choices=tuple(choice for choice in CHOICES if choice in list_choices(entry.section, "decision")),
        fields={key: list_choices(entry.section, key) for key in sorted(fields)},
        values={**values, **({"addressee": "; ".join(entry.addressees)} if "addressee" in fields else {})},
    )


def _make_side(entry: Entry, standing: Standing, key: str, words_key: str) -> Side:
    target = standing.targets.get(key)
    if target is None:
        return Side(label=entry.values.get(key, ""), words=entry.values.get(words_key, ""))
    label = f"{target.text}, {target.place}"
    return Side(label=label, words=target.words, before=target.before, after=target.after)


class Server(ThreadingHTTPServer):
    """Serves one desk to this machine alone; `address` is what to open in the browser."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self.desk = desk
        self.token = secrets.token_urlsafe(24)
        super().__init__((LOOPBACK, port), Handler)

    @property
    def address(self) -> str:
        """The address of the page, with its token."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def is_ours(self, host: str | None) -> bool:
        """Tell whether a request was meant for us: a name that leads here by a trick of DNS is not."""
        return host in (f"{LOOPBACK}:{self.server_port}", f"localhost:{self.server_port}")


def open_server(dossier: Path, today: Callable[[], datetime.date], port: int = 0) -> Server:
    """Return a server of the review of a dossier, refreshed; ReviewError if the port is taken."""
    try:
        return Server(Desk(dossier, today), port)
    except OSError as error:
        message = f"the page cannot be served at port {port}: {(error.strerror or str(error)).lower()}"
        raise ReviewError(message, remedy="leave --port out") from None


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version = "exporter"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer with the page, its script and style, or the questions."""
        name = self._find_name()
        if name is None:
            return
        if name == "questions":
            self._answer(self.server.desk.read)
        elif name in PAGE_FILES:
            file, kind = PAGE_FILES[name]
            self._send(200, (files(__package__) / "review_page" / file).read_bytes(), kind)
        else:
            self._fail(404, "there is nothing here")

    def do_POST(self) -> None:
        """Save one decision."""
        name = self._find_name()
        if name is None:
            return
        origin = self.headers.get("Origin")
        if origin is not None and not self.server.is_ours(origin.removeprefix("http://")):
            self._fail(403, "only the page itself may save")
        elif name != "decide" or self.headers.get_content_type() != "application/json":
            self._fail(404, "there is nothing here")
        else:
            self._save()

    def _save(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self.close_connection = True
            self._fail(413, "that is too long")
            return
        try:
            post = msgspec.json.decode(self.rfile.read(int(length)), type=Post)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._fail(400, "that is no decision")
            return
        self._answer(lambda: self.server.desk.save(post))

    def _find_name(self) -> str | None:
        """Return what is asked for, None after a refusal: a wrong host, or no token."""
        if not self.server.is_ours(self.headers.get("Host")):
            self._fail(403, "this page is for this machine alone")
            return None
        token, _, name = self.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()) or not self.path.startswith("/"):
            self._fail(404, "there is nothing here")
            return None
        return name

    def _answer(self, make: Callable[[], Any]) -> None:
        try:
            self._send(200, msgspec.json.encode(make()), "application/json")
        except ConflictError as error:
            self._fail(409, error.message)
        except ExporterError as error:
            self._fail(422, str(error))

    def _fail(self, status: int, message: str) -> None:
        self._send(status, msgspec.json.encode({"error": message}), "application/json")

    def _send(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing: the address holds the token."""
