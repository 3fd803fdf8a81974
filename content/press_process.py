"""Run by content/press.py: sets documents until its pipe is closed, or nobody asks for a minute.

Knows nothing of the site, so that it starts in a tenth of a second.
"""

import json
import os
import select
import sys
from typing import IO, Any, cast

import typst

IDLE = 60  # seconds


def main() -> None:
    compiler = typst.Compiler(ignore_system_fonts=True, **json.loads(sys.argv[1]))
    orders, answers = os.fdopen(0, "rb", buffering=0), sys.stdout.buffer
    while select.select([orders], [], [], IDLE)[0]:
        length = int.from_bytes(whole(orders, 8))
        if not length:
            return
        order = json.loads(whole(orders, length))
        answer = answer_to(compiler, order["source"].encode(), order["how"])
        answers.write(len(answer).to_bytes(8) + answer)
        answers.flush()


def whole(pipe: IO[bytes], length: int) -> bytes:
    """So many bytes, or fewer at the end of the pipe. Unbuffered: `select` sees all that waits."""
    parts: list[bytes] = []
    while length and (part := pipe.read(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def answer_to(compiler: "typst.Compiler", source: bytes, how: dict[str, Any]) -> bytes:
    try:
        drawn = cast(bytes, compiler.compile(source, **how))  # into memory: no file is named
    except typst.TypstError as error:
        return b"-" + error.message.encode()
    return b"+" + drawn


if __name__ == "__main__":
    main()
