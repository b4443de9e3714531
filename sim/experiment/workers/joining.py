"""Joining a cluster: find its scheduler, and make sure that everybody there has our versions."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sim.base.faults import Fault, InputError
from sim.experiment.workers.agreement import difference, here

OPTION = "--cluster"

PATIENCE_SECONDS = 5.0
"""How long a scheduler may take to answer."""

NAMED = 5
"""Workers that are named at most, where several cannot be used."""


def join(address: str) -> Any:
    """A client of the scheduler at an address or in a scheduler file; all workers there are asked.

    Raises InputError where dask is not installed, nobody answers or versions differ.
    """
    try:
        from distributed import Client
    except ImportError:
        raise fault("needs dask.distributed: pip install 'reorg[cluster]'") from None
    where = _address(address)
    # Its complaints on stderr are told here in one sentence.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _find(where)
    patience: Any = PATIENCE_SECONDS
    client: Any = Client(  # type: ignore[no-untyped-call]
        where, timeout=patience, set_as_default=False, name="reorg"
    )
    try:
        _agree(client)
    except BaseException:
        client.close(timeout=PATIENCE_SECONDS)
        raise
    return client


def _address(text: str) -> str:
    """The address in a scheduler file, or the address itself. Raises InputError."""
    if "://" in text:
        return text
    try:
        return str(json.loads(Path(text).read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        raise fault(
            f"{text!r} is neither an address such as tcp://host:8786 nor a scheduler file"
        ) from None


def _find(address: str) -> None:
    """Raises InputError unless a scheduler answers.

    Asked before there is a client, which would go on trying; in a thread of its own, as a notebook
    has an event loop in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        try:
            kind = thread.submit(asyncio.run, _kind(address)).result()
        # Something that is no scheduler may answer anything, and dask then raises anything.
        except Exception:
            kind = ""
    if kind != "Scheduler":
        raise fault(
            f"no scheduler answers at {address}: give the address that `dask scheduler` prints "
            "when it starts, or its scheduler file"
        )


async def _kind(address: str) -> str:
    """What answers at an address, as dask calls it."""
    from distributed import rpc

    ask: Any = rpc
    async with ask(address, timeout=PATIENCE_SECONDS) as somebody:
        found = await asyncio.wait_for(somebody.identity(), PATIENCE_SECONDS)
    return str(found["type"])


def _agree(client: Any) -> None:
    """Make sure that the scheduler and all workers have our versions. Raises InputError."""
    answers = client.run(here, on_error="return")
    found = {f"the worker at {address}": answer for address, answer in answers.items()}
    try:
        found["the scheduler"] = client.run_on_scheduler(here)
    except Exception as error:
        found["the scheduler"] = error
    wrong = [f"{who} {why}" for who, answer in sorted(found.items()) if (why := wrong_in(answer))]
    if wrong:
        more = [f"{len(wrong) - NAMED} more cannot be used"] if len(wrong) > NAMED else []
        raise InputError([Fault(OPTION, "", sentence) for sentence in [*wrong[:NAMED], *more]])


def wrong_in(answer: Mapping[str, str] | Exception) -> str:
    """Why a process with these versions, or this error, cannot be used; '' if it can."""
    if isinstance(answer, Exception):
        return f"cannot load reorg {here()['reorg']} ({answer}): install the same version there"
    differs = difference(here(), answer)
    return f"has {differs}: the same versions are needed everywhere" if differs else ""


def fault(sentence: str) -> InputError:
    """An error about the option."""
    return InputError(Fault(OPTION, "", sentence))
