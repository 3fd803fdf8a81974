"""How each outside service of the tests is served: on a port of this machine, within `with`."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FakeService(ThreadingHTTPServer):
    """`over` is set when it ends: what a handler that says nothing waits for."""

    def __init__(self, handler, port=0):
        super().__init__(("127.0.0.1", port), handler)
        self.over = threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.shutdown()
        self.thread.join()
        self.server_close()


class QuietHandler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        """Nothing: pytest would show it among the results."""
