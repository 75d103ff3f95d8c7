"""Runs the local cloud and ends everything it started.

local-cloud.ts starts this program in its own process group, with a pipe on standard input that nobody writes to. The
pipe closes when the parent process ends, however it ended. The cloud then shuts down cleanly (saving its state if
configured), and the process group, including every Lambda worker, is killed.
"""

import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from emulator_gaps import mend_emulator


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


class FailureNote(logging.Handler):
    """Remembers whether an error was logged."""

    failed = False

    def emit(self, record: logging.LogRecord) -> None:
        self.failed = True


def write_to_disk(path: Path) -> None:
    """Makes sure that a file or directory survives a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def note_complete_saves(cloud) -> None:
    """Makes the cloud note that everything is saved and on disk, in the file that kept-data.ts looks for. It saves one
    service after the other and goes on when one fails, so its other files do not show whether they are all there."""
    save_all = cloud.save_all

    def save_all_and_note(services: dict) -> None:
        note = FailureNote(level=logging.ERROR)
        logging.getLogger("persistence").addHandler(note)
        save_all(services)
        if note.failed:
            return
        state = Path(os.environ["STATE_DIR"])
        for directory in (state, Path(os.environ["S3_DATA_DIR"])):
            for path in (*directory.rglob("*"), directory):
                write_to_disk(path)
        temporary = state / "complete.tmp"
        temporary.touch()
        write_to_disk(temporary)
        temporary.replace(state / "complete")
        write_to_disk(state)

    cloud.save_all = save_all_and_note


def also_speak_tls() -> None:
    """Makes the cloud listen on a second port, by TLS with our certificate. It has a setting for TLS, but then its APIs
    answer by TLS only, and it takes port 443 if it can."""
    from hypercorn import asyncio as server

    serve = server.serve

    def serve_both(app, config):
        config.insecure_bind = config.bind
        config.bind = [f"{os.environ['BIND_HOST']}:{os.environ['TLS_PORT']}"]
        config.certfile = os.environ["TLS_CERTIFICATE"]
        config.keyfile = os.environ["TLS_KEY"]
        return serve(app, config)

    server.serve = serve_both


def evaluate_time_outs(step_functions) -> None:
    """Lets the time-out of a task be an expression, as on AWS. The cloud takes only a number there, so its own engine
    evaluates the expression first, and the state machines are the same in both places."""
    execute_task = step_functions._execute_task

    def execute_with_number(state: dict, given: object, execution: dict, context: dict):
        if isinstance(state.get("TimeoutSeconds"), str):
            seconds = step_functions._jsonata_state_field(state, "TimeoutSeconds", "number", given, context)
            state = {**state, "TimeoutSeconds": seconds}
        return execute_task(state, given, execution, context)

    step_functions._execute_task = execute_with_number


def main() -> None:
    # The arguments are for the process list only: they show whose cloud this is.
    del sys.argv[1:]
    read_streams_from_their_start()
    threading.Thread(target=stop_when_starter_is_gone, daemon=True).start()
    from ministack import app as cloud
    from ministack.services import stepfunctions as step_functions

    note_complete_saves(cloud)
    also_speak_tls()
    mend_emulator()
    evaluate_time_outs(step_functions)
    try:
        cloud.main()
    finally:
        if os.getpgrp() == os.getpid():
            os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()
