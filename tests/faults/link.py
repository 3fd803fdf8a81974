"""A line of our own between the site and a server: it can be cut, held and slowed.

    python -m tests.faults.link PORT_HERE PORT_THERE

Does what the last word on its stdin says. A process of its own: in the one that sends the forms it
would wait for its turn, and each of the site's questions with it.
"""

import asyncio
import subprocess
import sys
from types import TracebackType
from typing import Self

from tests.journeys.site import BASE_DIR, new_address

from .processes import end, is_listening, wait_for

SLOW = 0.015  # seconds, each way, for whatever is said


class Link:
    """The near end of such a line, for as long as the block."""

    def __init__(self, port_there: int) -> None:
        self.there = port_there
        self.port = int(new_address().rpartition(":")[2])

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.faults.link", str(self.port), str(self.there)]
        self.process = subprocess.Popen(command, cwd=BASE_DIR, stdin=subprocess.PIPE, text=True)
        wait_for(lambda: is_listening(self.port))
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        end(self.process)

    def open(self) -> None:
        self.say("open")

    def cut(self) -> None:
        """All lines break, and nobody gets a new one."""
        self.say("cut")

    def hold(self) -> None:
        """All lines stay and new ones are taken, but nothing comes through until it is open."""
        self.say("hold")

    def slow(self) -> None:
        self.say("slow")

    def say(self, word: str) -> None:
        assert self.process.stdin is not None
        print(word, file=self.process.stdin, flush=True)


class Wire:
    def __init__(self, port_there: int) -> None:
        self.there = port_there
        self.word = "open"
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.ends: set[asyncio.StreamWriter] = set()

    def obey(self, word: str) -> None:
        self.word = word
        if word == "hold":
            self.flowing.clear()
        else:
            self.flowing.set()
        if word == "cut":
            for end_ in self.ends:
                end_.transport.abort()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.word == "cut":
            writer.transport.abort()
            return
        try:
            await self.flowing.wait()
            there_reader, there = await asyncio.open_connection("127.0.0.1", self.there)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, there}
        self.ends |= ends
        await asyncio.gather(self.pump(reader, there), self.pump(there_reader, writer))
        self.ends -= ends

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until either side has hung up; then the other one is, too."""
        try:
            while said := await reader.read(65536):
                if self.word == "slow":
                    await asyncio.sleep(SLOW)
                await self.flowing.wait()
                writer.write(said)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()


async def main(port_here: int, port_there: int) -> None:
    wire = Wire(port_there)
    asyncio.get_running_loop().add_reader(
        sys.stdin, lambda: wire.obey(sys.stdin.readline().strip())
    )
    async with await asyncio.start_server(wire.carry, "127.0.0.1", port_here) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
