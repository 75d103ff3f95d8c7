"""Runs the local cloud and ends everything it started.

Started by local-cloud.ts in a process group of its own, with a pipe on standard input that nobody writes to. When the
pipe closes, the starter is gone, however it died: the cloud then shuts down cleanly (saving its state when asked to), and
the group, with every Lambda worker in it, is ended.
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
    """Kept data says how far each reader of a stream was, but holds none of its records: without this, readers would
    pass over everything new until as many records had come again."""
    kept = Path(os.environ["STATE_DIR"], "lambda.json")
    if not kept.exists():
        return
    state = json.loads(kept.read_text(encoding="utf-8"))
    positions = state["payload"]["dynamodb_stream_positions"]["data"]
    positions.update(dict.fromkeys(positions, 0))
    kept.write_text(json.dumps(state), encoding="utf-8")


def main() -> None:
    # The arguments only tell people who look at the list of processes whose cloud this is.
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
