"""Who may ask the form for a page: only this machine's own browser, with the address that was printed."""

import asyncio
import hmac
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 50 * 1024 * 1024
"""The most bytes of one request: a table of some hundred thousand tenders."""
MAX_SECONDS = 30.0
"""The longest that a request may take to arrive."""
_LOOKS = 0.5
"""Seconds after which a file that is coming in looks whether the form is being closed."""
MOST_UPLOADS = 4
"""How many files may come in at the same time; the rest is asked to try again."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache, private",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard(NamedTuple):
    """Stands before the pages.

    Attributes:
        app: the pages.
        token: what the address of every page begins with.
        hosts: what a browser may have in its address bar: names and port of this form.
        uploads: how many files are coming in.
        closing: tells whether the form is being closed; what is still coming in is then not waited for.
    """

    app: "ASGIApp"
    token: str
    hosts: frozenset[str]
    uploads: asyncio.Semaphore
    closing: Callable[[], bool] = lambda: False

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Let a request through, or refuse it in a sentence."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        refusal = self._refusal(scope, headers)
        if refusal:
            await _refuse(send, *refusal)
        elif scope["method"] == "POST":
            await self._with_body(scope, receive, send)
        else:
            await self.app(_inside(scope, self.token), receive, _with_headers(send))

    def _refusal(self, scope: "Scope", headers: Mapping[str, str]) -> tuple[int, str] | None:
        if headers.get("host", "") not in self.hosts:
            return 421, "Dit adres is niet van dit formulier."
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "none")
        # Behind a proxy with a certificate the browser's own address is another: then it vouches itself.
        own = site == "same-origin" or origin in {None, *(f"http://{host}" for host in self.hosts)}
        if not own or site not in ("none", "same-origin"):
            return 403, "Deze aanvraag komt van een andere website."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "Dat kan hier niet."
        if scope["method"] == "POST" and origin is None:
            return 403, "Het is niet te zien van welke website deze aanvraag komt."
        given = scope["path"].split("/")[1] if scope["path"].count("/") else ""
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return 404, "Deze bladzijde is er niet. Gebruik het hele adres dat maatwerk formulier gaf."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return 413, f"Dit bestand is te groot. Het grootste dat kan is {MAX_BODY // 1024 // 1024} MB."
        return None

    async def _with_body(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Take in a body whole, within bounds of size and time, before a page sees it."""
        if self.uploads.locked():
            await _refuse(send, 503, "Er komen te veel bestanden tegelijk binnen. Probeer het zo weer.")
            return
        async with self.uploads:
            try:
                body = await asyncio.wait_for(_body(receive, self.closing), MAX_SECONDS)
            except TimeoutError:
                await _refuse(send, 408, "Het bestand kwam niet op tijd binnen. Probeer het opnieuw.")
                return
            if body is None and self.closing():
                await _refuse(send, 503, "Het formulier is gesloten.")
                return
            if body is None:
                await _refuse(send, 413, "Dit bestand is te groot.")
                return
            messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

            async def again() -> "Message":
                return messages.pop() if messages else await receive()

            await self.app(_inside(scope, self.token), again, _with_headers(send))


async def _body(receive: "Receive", closing: Callable[[], bool]) -> bytes | None:
    """Read a body; ``None`` where it is too large or was broken off."""
    parts: list[bytes] = []
    size = 0
    while not closing():
        try:
            message = await asyncio.wait_for(receive(), _LOOKS)
        except TimeoutError:
            continue
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)
    return None


def _inside(scope: "Scope", token: str) -> "Scope":
    """Give a request as the pages know it: without the token in its address."""
    path = scope["path"].removeprefix(f"/{token}") or "/"
    return {**scope, "path": path, "raw_path": path.encode(), "root_path": ""}


def _with_headers(send: "Send") -> "Send":
    """Give every answer the headers that keep a browser from loading, sending or framing anything."""

    async def guarded(message: "Message") -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            extra = [
                (name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in own
            ]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return guarded


async def _refuse(send: "Send", status: int, text: str) -> None:
    body = f"{text}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    guarded = _with_headers(send)
    await guarded({"type": "http.response.start", "status": status, "headers": headers})
    await guarded({"type": "http.response.body", "body": body})
