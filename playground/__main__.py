"""`python -m playground --port 8081` starts a bare playground."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys

from playground.server import Playground


async def _serve(host: str, port: int, token: str) -> None:
    playground = Playground(host, port, token=token)
    await playground.start()
    sys.stdout.write(f"{playground.url}/  base_url={playground.api_base}  token={token}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await playground.stop()


def main() -> None:
    """Start a playground with one person to play."""
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default="123456:PLAYGROUND")
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.host, options.port, options.token))


if __name__ == "__main__":
    main()
