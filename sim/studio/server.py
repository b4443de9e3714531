"""Routes of the studio: each parses a request, asks `sim.app.studio`, and shows what comes back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sim.app.studio.jobs import Job, in_words
from sim.app.studio.studio import Studio
from sim.base.faults import Fault, InputError
from sim.studio.following import GRACE, stream, value_of, watch

STATIC = Path(__file__).with_name("static")
FRAMED = {"content-security-policy": "frame-ancestors 'self'"}
"""A report names its one script and its one style sheet by hash in a policy of its own."""
Handler = Callable[[Request], Awaitable[Response]]


def application(studio: Studio, ending: Callable[[], bool] = lambda: False) -> Starlette:
    """The web application over a studio, which it closes at its end.

    ending: whether the server is about to end, so that nobody is kept waiting.
    """

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(studio.close)

    app = Starlette(routes=ROUTES, lifespan=life)
    app.state.studio = studio
    app.state.followed = {}
    app.state.ending = ending
    return app


def _studio(request: Request) -> Studio:
    found: Studio = request.app.state.studio
    return found


def _visitor(request: Request) -> str:
    """Whose request it is: each page names itself."""
    return request.headers.get("x-page", "page")[:64]


def answered(handler: Handler) -> Handler:
    """The handler, with faults of input as a sentence and status 422."""

    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except (InputError, OSError) as error:
            return JSONResponse(in_words(error), status_code=422)

    return guarded


async def body(request: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises InputError for anything else."""
    try:
        found = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise InputError(Fault("", "", "the request is no JSON: load the page anew")) from None
    if not isinstance(found, dict):
        raise InputError(Fault("", "", "the request is no JSON object: load the page anew"))
    return found


@answered
async def start(request: Request) -> Response:
    """What the forms are built from."""
    return JSONResponse(await asyncio.to_thread(_studio(request).start))


@answered
async def usual(request: Request) -> Response:
    """Usual answers beside those that are given."""
    answers = await body(request)
    return JSONResponse(await asyncio.to_thread(_studio(request).usual, answers))


@answered
async def look(request: Request) -> Response:
    """A plan, checked."""
    return JSONResponse(await asyncio.to_thread(_studio(request).look, await body(request)))


@answered
async def open_file(request: Request) -> Response:
    """A scenario file of the project."""
    path = str((await body(request)).get("file") or "")
    return JSONResponse(await asyncio.to_thread(_studio(request).open_file, path))


@answered
async def upload(request: Request) -> Response:
    """A CSV export."""
    return JSONResponse({"key": _studio(request).upload(await request.body())})


@answered
async def bring_in(request: Request) -> Response:
    """Exports as a team."""
    return JSONResponse(await asyncio.to_thread(_studio(request).bring_in, await body(request)))


@answered
async def fit(request: Request) -> Response:
    """The ten numbers, solved."""
    answers = await body(request)
    once = await asyncio.to_thread(_studio(request).fit, _visitor(request), answers)
    return JSONResponse(await value_of(request, once))


@answered
async def save(request: Request) -> Response:
    """Scenario files, saved."""
    asked = await body(request)
    names = [str(name) for name in asked.get("names") or []]
    plan, futures = asked.get("plan") or {}, _number(asked.get("futures", 0), "futures")
    files = await asyncio.to_thread(_studio(request).save, plan, names, futures)
    return JSONResponse({"files": files})


@answered
async def play(request: Request) -> Response:
    """A plan, played, in its own worlds or in futures; or stored results, shown again."""
    asked, studio, who = await body(request), _studio(request), _visitor(request)
    if "folder" in asked:
        folder, key = str(asked["folder"]), str(asked.get("key") or "")
        job = await asyncio.to_thread(studio.reopen, who, folder, key)
    elif "futures" in asked:
        plan, number = asked.get("plan") or {}, _number(asked["futures"], "futures")
        job = await asyncio.to_thread(studio.look_into, who, plan, number)
    else:
        plan, worlds = asked.get("plan") or {}, _number(asked.get("worlds", 10), "worlds")
        job = await asyncio.to_thread(studio.play, who, plan, worlds)
    watch(request, job, GRACE * 4)
    return JSONResponse({"job": job.number, "scene": job.scene.key})


@answered
async def steer(request: Request) -> Response:
    """Pause, go on, cancel, or more worlds."""
    asked, job = await body(request), _job(request)
    do = asked.get("do")
    if do == "cancel":
        await asyncio.to_thread(job.cancel)
    elif do in ("pause", "resume"):
        job.pause(do == "pause")
    elif do == "more":
        _studio(request).more(job.number, _number(asked.get("worlds"), "worlds"))
    else:
        raise InputError(Fault("", "do", f"{do!r} is not allowed: pause, resume, cancel, more"))
    return JSONResponse({"state": job.state})


@answered
async def events(request: Request) -> Response:
    """What happens with a job, as server-sent events; a page that comes back gets the last."""
    job = _job(request)
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(stream(request, job), media_type="text/event-stream", headers=headers)


@answered
async def charts(request: Request) -> Response:
    """Charts of a job as SVG, or their names."""
    names = [name for name in request.query_params.get("names", "").split(",") if name]
    try:
        width = min(12.0, max(3.5, float(request.query_params.get("width", "9"))))
    except ValueError:
        raise InputError(Fault("", "width", "must be a number of inches")) from None
    number = _job(request).number
    once = _studio(request).charts(_visitor(request), number, names, width)
    return JSONResponse(await value_of(request, once))


@answered
async def pack(request: Request) -> Response:
    """Page, deck, workbook and figures of a job."""
    asked, number = await body(request), _job(request).number
    texts = {str(k): str(v) for k, v in (asked.get("texts") or {}).items()}
    kinds = [str(kind) for kind in asked.get("kinds") or ("html", "pptx", "xlsx")]
    futures = None if asked.get("futures") is None else _number(asked["futures"], "futures")
    once = await asyncio.to_thread(
        _studio(request).pack, _visitor(request), number, kinds, texts, futures
    )
    files = await value_of(request, once)
    paths = [Path(file) for file in files]
    urls = [f"/api/jobs/{number}/files/{path.parent.name}/{path.name}" for path in paths]
    return JSONResponse(
        {"files": [{"name": p.name, "url": url} for p, url in zip(paths, urls, strict=True)]}
    )


@answered
async def file(request: Request) -> Response:
    """A file of a pack, to be kept."""
    call, name = request.path_params["call"], request.path_params["name"]
    found = _studio(request).packed(_job(request).number, call, name)
    return FileResponse(found, filename=found.name)


@answered
async def view(request: Request) -> Response:
    """The report of a job as a page within the page: the organisation played, and the stories."""
    number = _job(request).number
    once = _studio(request).pack(_visitor(request), number, ("html",), {})
    [found] = await value_of(request, once)
    return FileResponse(found, media_type="text/html", headers=FRAMED)


async def page(request: Request) -> Response:
    """The page."""
    return FileResponse(STATIC / "index.html")


def _job(request: Request) -> Job:
    return _studio(request).job(int(request.path_params["number"]))


def _number(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError(Fault("", name, f"{value!r} is not allowed: a whole number"))
    return value


ROUTES: list[BaseRoute] = [
    Route("/", page),
    Mount("/static", StaticFiles(directory=STATIC)),
    Route("/api/start", start),
    Route("/api/usual", usual, methods=["POST"]),
    Route("/api/look", look, methods=["POST"]),
    Route("/api/open", open_file, methods=["POST"]),
    Route("/api/upload", upload, methods=["POST"]),
    Route("/api/import", bring_in, methods=["POST"]),
    Route("/api/fit", fit, methods=["POST"]),
    Route("/api/save", save, methods=["POST"]),
    Route("/api/jobs", play, methods=["POST"]),
    Route("/api/jobs/{number:int}", steer, methods=["POST"]),
    Route("/api/jobs/{number:int}/events", events),
    Route("/api/jobs/{number:int}/charts", charts),
    Route("/api/jobs/{number:int}/pack", pack, methods=["POST"]),
    Route("/api/jobs/{number:int}/files/{call:int}/{name}", file),
    Route("/api/jobs/{number:int}/view", view),
]
