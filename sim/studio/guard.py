"""Who may ask: only pages that this server has opened, on this machine.

A page is opened by an address with a random token, which becomes a cookie that no other site can
send. The names by which the server is addressed are checked, so that no other site can pretend to
be it, and so is where a request comes from.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "reorg"
"""Beginning of the name; the port follows, since cookies know none."""
LARGEST = 25 * 2**20
"""Bytes of a request at most: an export of a large book."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses whatever is not from a page of this server, and what is too large.

    hosts: names and ports by which it may be addressed. token: None makes a new one.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], token: str | None = None) -> None:
        self.app, self.hosts = app, frozenset(hosts)
        self.cookie = f"{COOKIE}-{min(self.hosts).rpartition(':')[2]}"
        self.token = token or secrets.token_urlsafe(24)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._served(scope, receive, send)

    async def _served(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A request that may ask: its answer with our headers, or a no where too much comes."""
        taken, too_large = 0, False

        async def limited() -> Message:
            nonlocal taken, too_large
            message = await receive()
            taken += len(message.get("body", b""))
            too_large = too_large or taken > LARGEST
            return {"type": "http.disconnect"} if too_large else message

        async def armed(message: Message) -> None:
            if too_large:
                return  # what the application says of a request cut short is of no use
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, limited, armed)
        except Exception:
            if not too_large:
                raise
        if too_large:
            await _too_large()(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """The answer to a request that is not served; None for one that is."""
        if headers.get("host", "") not in self.hosts:
            return _refused(421, "This server answers on its own address only.")
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return _refused(403, "Another site may not ask here.")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return _refused(403, "Another site may not ask here.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST:
            return _too_large()
        if scope["path"] == "/" and (given := _query_token(scope)):
            return self._opened(headers["host"]) if self._same(given) else _unknown()
        if not self._same(_cookie(headers, self.cookie)):
            return _unknown()
        return None

    def _same(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    def _opened(self, host: str) -> ASGIApp:
        """The page without the token in its address, and the token as a cookie."""
        response = RedirectResponse(f"http://{host}/", status_code=303)
        response.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        response.headers.update(HEADERS)
        return response


def _query_token(scope: Scope) -> str:
    """`?token=...`, or ''."""
    text = scope.get("query_string", b"").decode("ascii", "replace")
    return next((p.partition("=")[2] for p in text.split("&") if p.startswith("token=")), "")


def _cookie(headers: Headers, name: str) -> str:
    parts = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return next((value for found, _, value in parts if found == name), "")


def _refused(status: int, text: str) -> ASGIApp:
    return PlainTextResponse(f"{text}\n", status_code=status, headers=dict(HEADERS))


def _unknown() -> ASGIApp:
    return _refused(403, "Open the address that reorg studio printed: it has the key to this page.")


def _too_large() -> ASGIApp:
    return _refused(413, f"More than {LARGEST // 2**20} MB at once is not taken.")
