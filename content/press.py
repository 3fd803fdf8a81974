"""Setting documents by typst, in a process of its own that ends when nobody needs it for a while.

Typst keeps what it has set, which makes the next one fast, and takes up to 75 MB: in this process
once for all threads, and gone a minute later, instead of in each web process for ever.
"""

import atexit
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any, cast

SETTER = Path(__file__).with_name("press_process.py")
LONGEST = 30  # seconds for one document; a tenth of one is usual


class NotSet(Exception):
    """Typst refused a document, and said why."""


class Press:
    """Sets documents of one folder of designs, one at a time."""

    def __init__(self, designs: Path, fonts: Sequence[str] = ()) -> None:
        self.arguments = [json.dumps({"root": str(designs), "font_paths": list(fonts)})]
        self.one_at_a_time = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        atexit.register(self.end)

    def set(self, source: bytes, **how: Any) -> bytes:
        """`how` is what typst's `compile` takes; raises NotSet."""
        order = json.dumps({"source": source.decode(), "how": how}).encode()
        with self.one_at_a_time:
            answer = self.ask(order) or self.ask(order)  # it may just have ended
        if answer is None:
            raise NotSet("The process that sets documents has ended.")
        is_set, content = answer[:1] == b"+", answer[1:]
        if not is_set:
            raise NotSet(content.decode())
        return content

    def ask(self, order: bytes) -> bytes | None:
        """None when the process is gone; the next question finds a new one."""
        process, orders, answers = self.running()
        clock = Timer(LONGEST, process.kill)
        clock.start()
        try:
            write(orders, order)
            answer = read(answers)
        except OSError:
            answer = None
        is_late = not clock.is_alive()
        clock.cancel()
        if answer is None:
            self.end()
        if answer is None and is_late:
            raise NotSet(f"It took longer than {LONGEST} seconds.")
        return answer

    def running(self) -> tuple["subprocess.Popen[bytes]", IO[bytes], IO[bytes]]:
        """The process, and the pipes to and from it."""
        if self.process is None or self.process.poll() is not None:
            self.end()
            command = [sys.executable, str(SETTER), *self.arguments]
            self.process = subprocess.Popen(  # noqa: S603 - our own file
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        pipes = self.process.stdin, self.process.stdout
        return self.process, *cast(tuple[IO[bytes], IO[bytes]], pipes)

    def end(self) -> None:
        if self.process:
            self.process.kill()
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(OSError):  # what was still to be written has nobody to read it
                    cast(IO[bytes], pipe).close()
            self.process.wait()
            self.process = None


def write(pipe: IO[bytes], message: bytes) -> None:
    """Its length in eight bytes, then the message."""
    pipe.write(len(message).to_bytes(8) + message)
    pipe.flush()


def read(pipe: IO[bytes]) -> bytes | None:
    """None at the end of the pipe."""
    head = pipe.read(8)
    if len(head) < 8:
        return None
    length = int.from_bytes(head)
    message = pipe.read(length)
    return message if len(message) == length else None
