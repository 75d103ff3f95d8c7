"""Serves moto, a DynamoDB and S3 of another maker, on the port that the first argument names. Ends when standard input
closes, that is, when the process that started it ends.

It serves one request after the other: when a transaction fails, moto restores the tables as they were before it, and two
at once would undo each other's writes."""

import os
import sys
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple


def stop_when_starter_is_gone() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)


threading.Thread(target=stop_when_starter_is_gone, daemon=True).start()
application = DomainDispatcherApplication(create_backend_app)
run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=False, request_handler=MotoRequestHandler)
