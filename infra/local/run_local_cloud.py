"""Runs the local cloud and ends everything it started.

Started by local-cloud.ts in a process group of its own, with a pipe on standard input that nobody writes to. When the
pipe closes, the starter is gone, however it died: the cloud then shuts down cleanly (saving its state when asked to), and
the group, with every Lambda worker in it, is ended.
"""

import os
import signal
import sys
import threading


def stop_when_starter_is_gone() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    # The arguments only tell people who look at the list of processes whose cloud this is.
    del sys.argv[1:]
    threading.Thread(target=stop_when_starter_is_gone, daemon=True).start()
    from ministack.app import main as run_cloud

    try:
        run_cloud()
    finally:
        if os.getpgrp() == os.getpid():
            os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()
