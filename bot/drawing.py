"""Has pictures drawn by a short-lived process.

Drawn inside, the loop would stop for 150 to 300 ms a picture and the desk double in memory. A process for each
picture takes half a second longer than a waiting one, holds nothing between two summaries, and can be ended when
it hangs, which a worker of a pool cannot without breaking the pool.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import views

_ROOT = str(Path(views.__file__).resolve().parent.parent)
_NICE = 10
_PNG = b"\x89PNG\r\n"

logger = logging.getLogger(__name__)


class Painter:
    """Draws one picture at a time. `command` is the program: figures and labels as JSON in, PNG out."""

    def __init__(self, timeout: float = 30.0, command: tuple[str, ...] = ("-m", "views.charts")) -> None:
        self._timeout = timeout
        self._command = command
        self._turn = asyncio.Lock()
        self._cache: str | None = None

    async def draw(
        self,
        figures: dict[str, Any],
        labels: dict[str, str],
        program: str | None = None,
        begins: bytes = _PNG,
        timeout: float | None = None,  # noqa: ASYNC109 - the child is ended, not only no longer waited for
    ) -> bytes | None:
        """The picture as PNG; None, with the reason in the log, if it cannot be drawn within `timeout` seconds.

        `program` is a module that draws another kind of picture than `command` does, or makes another kind of file:
        one whose first bytes are `begins`.
        The caller then sends the text alone: a summary without its picture is still a summary.
        """
        paper = json.dumps([figures, labels]).encode()
        async with self._turn:
            try:
                async with asyncio.timeout(timeout or self._timeout):
                    return await self._run(paper, ("-m", program) if program else self._command, begins)
            except TimeoutError:
                logger.warning("picture not drawn: nothing after %.0f s", timeout or self._timeout)
            except (OSError, ValueError) as problem:
                logger.warning("picture not drawn: %s", problem)
        return None

    def close(self) -> None:
        """Removes what the drawing left on the disk."""
        if self._cache is not None:
            shutil.rmtree(self._cache, ignore_errors=True)
            self._cache = None

    async def _run(self, paper: bytes, command: tuple[str, ...], begins: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._environment(),
        )
        with contextlib.suppress(OSError, AttributeError):
            # People who wait for an answer come first where there are few processors.
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        try:
            picture, complaint = await process.communicate(paper)
        finally:
            # Also when the summary is cancelled, or the time is up: no process is left behind.
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode or not picture.startswith(begins):
            last = complaint.decode(errors="replace").strip().splitlines()[-1:] or ["no picture"]
            raise ValueError(f"{last[0]} (exit {process.returncode})")
        return picture

    def _environment(self) -> dict[str, str]:
        # The child draws: it gets none of the desk's settings, which may hold the token.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FAULTLINE")}
        if "MPLCONFIGDIR" not in kept:
            # Without a home directory matplotlib would look through all fonts each time.
            self._cache = self._cache or tempfile.mkdtemp(prefix="faultline-pictures-")
            kept["MPLCONFIGDIR"] = self._cache
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, (_ROOT, kept.get("PYTHONPATH"))))
        return kept
