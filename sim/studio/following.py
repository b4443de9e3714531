"""Waiting for workers: the value of one call, and the events of a job as they come."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import ClientDisconnect, Request

from sim.app.studio.jobs import Job, Once, in_words
from sim.app.studio.studio import Studio
from sim.base.faults import InputError

BEAT = 1.0
"""Seconds between signs of life to a page that waits."""
GRACE = 5.0
"""Seconds after which a job that no page follows any more is ended."""


async def value_of(request: Request, once: Once) -> Any:
    """What a worker answers; a page that has gone ends it. Raises InputError."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()

    def listen() -> None:
        loop.call_soon_threadsafe(ready.set)

    once.listeners.append(listen)
    studio: Studio = request.app.state.studio
    try:
        while not once.finished.is_set():
            try:
                await asyncio.wait_for(ready.wait(), timeout=1.0)
            except TimeoutError:
                if await request.is_disconnected():
                    raise ClientDisconnect from None
    finally:
        studio.desk.remove(once)
    if once.error is not None:
        if isinstance(once.error, InputError):
            raise once.error
        raise InputError(in_words(once.error)["text"])
    return once.value


async def stream(request: Request, job: Job) -> AsyncIterator[str]:
    """Events of a job until it ends or the page is gone."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def listen() -> None:
        loop.call_soon_threadsafe(changed.set)

    followed: dict[int, int] = request.app.state.followed
    followed[job.number] = followed.get(job.number, 0) + 1
    job.listeners.append(listen)
    last = request.headers.get("last-event-id", "")
    sent = int(last) if last.isdigit() else -1
    try:
        while True:
            changed.clear()
            for event in _news(job, sent):
                sent = event["id"]
                yield f"id: {sent}\nevent: {event['kind']}\ndata: {json.dumps(event)}\n\n"
            if job.state in ("failed", "cancelled"):
                return
            try:
                await asyncio.wait_for(changed.wait(), timeout=BEAT)
            except TimeoutError:
                yield ": still here\n\n"
            if request.app.state.ending():
                return
    finally:
        job.listeners.remove(listen)
        followed[job.number] -= 1
        watch(request, job, GRACE)


def _news(job: Job, sent: int) -> list[dict[str, Any]]:
    """Events after one that was sent; of progress and answers only the last."""
    later = [event for event in job.events if event["id"] > sent]
    last = {event["kind"]: event["id"] for event in later}
    often = ("progress", "answer")
    return [e for e in later if e["kind"] not in often or e["id"] == last[e["kind"]]]


def watch(request: Request, job: Job, seconds: float) -> None:
    """End a job that no page follows `seconds` from now."""
    followed: dict[int, int] = request.app.state.followed

    def look_again() -> None:
        if not followed.get(job.number) and job.state in ("running", "paused"):
            asyncio.get_running_loop().run_in_executor(None, job.cancel)

    asyncio.get_running_loop().call_later(seconds, look_again)
