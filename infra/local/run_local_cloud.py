"""Runs the local cloud and ends everything it started.

local-cloud.ts starts this program in its own process group, with a pipe on standard input that nobody writes to. The
pipe closes when the parent process ends, however it ended. The cloud then shuts down cleanly (saving its state if
configured), and the process group, including every Lambda worker, is killed.
"""

import json
import os
import signal
import sys
import threading
from pathlib import Path


def stop_when_starter_is_gone() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def read_streams_from_their_start() -> None:
    """Resets the stream positions in kept data. It stores each reader's position but no stream records, so without the
    reset readers would skip new records until they reached the old position."""
    kept = Path(os.environ["STATE_DIR"], "lambda.json")
    if not kept.exists():
        return
    state = json.loads(kept.read_text(encoding="utf-8"))
    positions = state["payload"]["dynamodb_stream_positions"]["data"]
    positions.update(dict.fromkeys(positions, 0))
    kept.write_text(json.dumps(state), encoding="utf-8")


def main() -> None:
    # The arguments are for the process list only: they show whose cloud this is.
    del sys.argv[1:]
    read_streams_from_their_start()
    threading.Thread(target=stop_when_starter_is_gone, daemon=True).start()
    from ministack.app import main as run_cloud

    try:
        run_cloud()
    finally:
        if os.getpgrp() == os.getpid():
            os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()
