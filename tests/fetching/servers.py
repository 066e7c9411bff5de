"""A server on the loopback interface that behaves as told, and texts in the form of real pages."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_PAGE = """<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head><body>
<p>{reference}</p><p>{day}</p>
<p><b>{title}</b></p>
<p>({procedure})</p>
<p>The European Parliament,</p>
<p>–&nbsp;&nbsp;having regard to its previous resolutions on Ruritania,</p>
<p>–&nbsp;&nbsp;having regard to the Constitution of Ruritania,</p>
<p>A.&nbsp;&nbsp;whereas the harbour of Strelsau was closed to all newspapers in the spring;</p>
<p>B.&nbsp;&nbsp;whereas two printers remain in prison;</p>
<p>1.&nbsp;&nbsp;Calls on the Government of Ruritania to release the two printers;</p>
<p>2.&nbsp;&nbsp;Urges the Commission to report on the matter;</p>
<p>3.&nbsp;&nbsp;Instructs its President to forward this resolution to the Council and the Commission.</p>
</body></html>"""


def make_motion(reference: str = "B9-9998/2031") -> bytes:
    """Return a page with a motion."""
    title = "Motion for a resolution on the freedom of the press in Ruritania"
    values = {"reference": reference, "title": title, "procedure": "2031/2658(RSP)", "day": "3.5.2031"}
    return _PAGE.format(language="en", **values).encode()


def make_adopted(reference: str = "P9_TA(2031)0201", year: int = 2031) -> bytes:
    """Return a page with an adopted text."""
    title = f"European Parliament resolution of 5 May {year} on the freedom of the press in Ruritania"
    values = {"reference": reference, "title": title, "procedure": "2031/2658(RSP)", "day": ""}
    return _PAGE.format(language="en", **values).encode()


@dataclass(frozen=True)
class Reply:
    """What the server says once; `pause` seconds before each piece, `cut` to announce more bytes than come."""

    status: int = 200
    body: bytes = b""
    type: str = "text/html; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    pieces: int = 1
    cut: bool = False
    chunked: bool = False


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    path: str
    headers: dict[str, str]
    time: float


Answerer = Callable[[Request], Reply]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *connection: object) -> None:
        """Say nothing of clients that leave early."""


class Server:
    """Answers each path with its replies in turn, the last one again and again; anything else with 404."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._replies: dict[str, list[Reply] | Answerer] = {}
        self._http = _Quiet(("127.0.0.1", 0), _make_handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def put(self, path: str, *replies: Reply) -> None:
        self._replies[path] = list(replies)

    def put_answerer(self, path: str, answerer: Answerer) -> None:
        self._replies[path] = answerer

    def list_paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        found = self._replies.get(request.path)
        if found is None:
            return Reply(status=404, body=b"<html><title>Not found</title></html>")
        if callable(found):
            return found(request)
        return found.pop(0) if len(found) > 1 else found[0]

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def _make_handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = server.answer(Request(self.path, dict(self.headers.items()), time.monotonic()))
            try:
                _send(self, reply)
            except OSError:  # the client has seen enough
                self.close_connection = True

        def log_message(self, *words: object) -> None:
            del words

    return Handler


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    headers = {"Content-Type": reply.type, **reply.headers}
    if reply.chunked:
        headers["Transfer-Encoding"] = "chunked"
    else:
        headers["Content-Length"] = str(len(reply.body) * reply.pieces + (100 if reply.cut else 0))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    for _ in range(reply.pieces):
        time.sleep(reply.pause)
        handler.wfile.write(f"{len(reply.body):x}\r\n".encode() + reply.body + b"\r\n" if reply.chunked else reply.body)
    if reply.chunked and not reply.cut:
        handler.wfile.write(b"0\r\n\r\n")
    if reply.cut:
        handler.close_connection = True
