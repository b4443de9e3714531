"""Who may ask the studio: hostile requests get a refusal, and harm nothing."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from sim.studio import guard
from sim.studio.guard import Guard

HOST = "127.0.0.1:8123"
COOKIE = "reorg-8123"
"""Another studio on another port has its own."""
TOKEN = "a-long-random-token"


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())}")


INNER = Starlette(routes=[Route("/", echo), Route("/api/start", echo, methods=["GET", "POST"])])


@pytest.fixture
def ask():
    transport = httpx.ASGITransport(app=Guard(INNER, [HOST, "localhost:8123"], TOKEN))

    async def send(method="GET", path="/api/start", *, token=TOKEN, host=HOST, body=b"", **headers):
        own = {"host": host, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if token:
            own["cookie"] = f"other=1; {COOKIE}={token}; {COOKIE}-9=another"
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
            return await client.request(method, path, headers=own, content=body)

    def run(*args, **keys):
        return asyncio.run(send(*args, **keys))

    return run


def test_a_page_with_the_key_is_served_and_armed(ask):
    found = ask()
    assert (found.status_code, found.text) == (200, "0")
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["x-content-type-options"] == "nosniff"


def test_the_address_with_the_token_gives_a_cookie_and_an_address_without(ask):
    found = ask(path=f"/?token={TOKEN}", token="")
    assert found.status_code == 303
    assert found.headers["location"] == f"http://{HOST}/"
    cookie = found.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}={TOKEN};")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()


@pytest.mark.parametrize(
    ("status", "keys"),
    [
        (403, {"token": ""}),
        (403, {"token": "wrong"}),
        (403, {"path": "/?token=wrong", "token": ""}),
        (421, {"host": "evil.example"}),
        (421, {"host": "127.0.0.1:9"}),
        (421, {"host": ""}),
        (403, {"origin": "http://evil.example"}),
        (403, {"origin": "null"}),
        (403, {"origin": "http://127.0.0.1:9"}),
        (403, {"sec_fetch_site": "cross-site"}),
        (403, {"sec_fetch_site": "same-site"}),
        (413, {"content_length": str(10**9)}),
        (413, {"content_length": "many"}),
    ],
)
def test_others_are_refused_in_a_sentence(ask, status, keys):
    found = ask(**keys)
    assert found.status_code == status
    assert found.text.endswith(".\n")
    assert "set-cookie" not in found.headers
    assert "default-src 'none'" in found.headers["content-security-policy"]


@pytest.mark.parametrize("origin", [f"http://{HOST}", "http://localhost:8123"])
def test_our_own_page_may_post(ask, origin):
    found = ask("POST", body=b"12345", origin=origin, sec_fetch_site="same-origin")
    assert (found.status_code, found.text) == (200, "5")


def test_what_is_too_large_is_refused_while_it_comes(ask, monkeypatch):
    monkeypatch.setattr(guard, "LARGEST", 1000)

    async def pieces():
        for _ in range(10):
            yield b"x" * 500

    found = ask("POST", body=pieces())
    assert found.status_code == 413
