"""Commands that are forked from a process which has read the program in: to read it in costs each command half a second
of a processor, and the suite runs some hundreds.

What a command does is done by a process of its own, with the working folder, environment and outputs that it was given.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PROGRAM = ("feedsvc.__main__", "feedsvc.cli", "feedsvc.ingestcli", "feedsvc.servecli", "feedsvc.exportcli")
SECONDS = 240.0
"""That a command may take on a busy machine."""
NUMBER = struct.Struct("i")


class Forker:
    """The process that has read the program in, from a folder that has it."""

    def __init__(self, root: Path) -> None:
        self._ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.forking", str(theirs.fileno())]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("FEEDSVC_")}
        self._process = subprocess.Popen(command, cwd=root, env=environ, pass_fds=[theirs.fileno()])
        theirs.close()
        atexit.register(self.close)

    def close(self) -> None:
        """End it: it does when nobody is there to ask any more."""
        self._ours.close()
        self._process.wait()

    def run(self, arguments: Sequence[str], cwd: Path, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run `feedsvc` with arguments to its end. Raises subprocess.TimeoutExpired."""
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            job = json.dumps({"arguments": arguments, "cwd": str(cwd), "environ": dict(environ)})
            socket.send_fds(self._ours, [b" "], [out.fileno(), err.fileno()])
            self._ours.sendall(job.encode("ascii") + b"\n")
            code = self._code(arguments)
            for each in (out, err):
                each.seek(0)
            return subprocess.CompletedProcess(["feedsvc", *arguments], code, out.read(), err.read())

    def _code(self, arguments: Sequence[str]) -> int:
        child = _number(self._ours)
        self._ours.settimeout(SECONDS)
        try:
            return _number(self._ours)
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            self._ours.settimeout(None)
            _number(self._ours)
            raise subprocess.TimeoutExpired(["feedsvc", *arguments], SECONDS) from None
        finally:
            self._ours.settimeout(None)


def _number(told: socket.socket) -> int:
    number: int = NUMBER.unpack(told.recv(NUMBER.size, socket.MSG_WAITALL))[0]
    return number


def _serve(asked: socket.socket) -> None:
    """Fork for each command that is asked for, tell the number of its process, and its exit code behind its end. Comes
    back in a process that is to be the command; else when nobody is there to ask any more."""
    with asked, asked.makefile("r", encoding="ascii") as lines:
        while files := socket.recv_fds(asked, 1, 2)[1]:
            job = json.loads(lines.readline())
            child = os.fork()
            if not child:
                _become(job, files)
                return
            for each in files:
                os.close(each)
            asked.sendall(NUMBER.pack(child))
            asked.sendall(NUMBER.pack(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
    sys.exit()


def _become(job: Mapping[str, Any], files: Sequence[int]) -> None:
    for number, file in enumerate(files, 1):
        os.dup2(file, number)
        os.close(file)
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["environ"])
    time.tzset()
    sys.argv[1:] = job["arguments"]


if __name__ == "__main__":
    for name in PROGRAM:
        importlib.import_module(name)
    _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.modules["feedsvc.__main__"].main()
