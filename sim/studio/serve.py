"""The studio's server on this machine, until it is stopped."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from sim.app.studio.studio import Studio
from sim.base.faults import Fault, InputError
from sim.studio.guard import Guard
from sim.studio.server import application

HOST = "127.0.0.1"


def serve(
    project: str | Path,
    *,
    port: int = 0,
    workers: int | None = None,
    results: str | Path | None = None,
    say: Callable[[str], None],
    show: bool = True,
) -> None:
    """Serve the studio over the scenario files of a folder until Ctrl-C.

    port: 0 for any that is free. say: is told the address to open. show: open it in the browser.
    Raises InputError where the folder is none or the port is taken.
    """
    taken = _listening(port)
    number = taken.getsockname()[1]
    hosts = [f"{name}:{number}" for name in (HOST, "localhost")]
    studio = Studio(project, results=results, workers=workers)
    token = secrets.token_urlsafe(24)
    address = f"http://{HOST}:{number}/?token={token}"
    say(address)
    if show:
        webbrowser.open(address)

    def about_to_end() -> bool:
        return server.should_exit

    app = Guard(application(studio, about_to_end), hosts, token)
    config = uvicorn.Config(
        app,
        log_level="warning",
        ws="none",
        lifespan="on",
        server_header=False,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):  # the usual end; uvicorn hands it on when all is closed
        server.run(sockets=[taken])


def _listening(port: int) -> socket.socket:
    """A socket on this machine's own address. Raises InputError where the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
    except OSError as error:
        found.close()
        message = f"port {port} cannot be used ({error.strerror}): another, or none for a free one"
        raise InputError(Fault("--port", "", message)) from error
    found.listen(128)  # whoever opens the address at once waits until it is served
    return found
