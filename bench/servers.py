"""Servers under load: started on free ports of the loopback, the CPU time of their processes, wrk's requests.

CPU time is read from the kernel's clocks of processes, so that this needs Linux.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.bare import FEED, FROM, ask
from feedsvc import server

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


def missing() -> str:
    """What stands in the way, "" where nothing does."""
    if not sys.platform.startswith("linux"):
        return "the CPU time of other processes is read on Linux alone"
    return "" if shutil.which("wrk") else "wrk is not installed (apt-get install wrk)"


@dataclass(frozen=True, slots=True)
class Served:
    """One running server: where it listens, and its processes that answer."""

    address: str
    processes: tuple[int, ...]

    def cpu(self) -> float:
        """Seconds of CPU that its processes have used."""
        # clock_getcpuclockid(3): the clock of a process is its number, inverted, above CPUCLOCK_SCHED.
        return sum(time.clock_gettime(~process << 3 | 2) for process in self.processes)


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk did: requests a second, and the server's CPU in µs for each."""

    rate: float
    cpu: float


def wrk(served: Served, headers: dict[str, str], connections: int, seconds: int) -> Load:
    """Ask for the feed as fast as it is answered, over so many connections."""
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *given, f"http://{served.address}{FEED}"]
    before = served.cpu()
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    used = served.cpu() - before
    found = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s|m)", told)
    if found is None or "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"wrk: {told}")
    return Load(int(found[1]) / (float(found[2]) * UNITS[found[3]]), used / int(found[1]) * 1e6)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ours(under: str, data: Path, log: Path, **settings: str) -> contextlib.AbstractContextManager[Served]:
    """`feedsvc serve` with one worker over a store that is up to date."""
    port = free_port()
    given = {"DATA": str(data), "SERVER": under, "WORKERS": "1", **settings}
    command = [sys.executable, "-m", "feedsvc", "serve", "--no-watch", "--port", str(port)]
    return _running(command, port, log, {f"FEEDSVC_{name}": value for name, value in given.items()})


def bare(under: str, beside: Served, log: Path) -> contextlib.AbstractContextManager[Served]:
    """The bare function with the answers of a server of ours, under the same server with the same settings."""
    port = free_port()
    if under == "granian":
        command = [sys.executable, "-m", "bench.bare", beside.address, str(port)]
    else:
        command = [sys.executable, "-m", "gunicorn", "bench.bare:app", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--threads", str(server.threads), "--workers", "1"]
        command += ["--config", "/dev/null", "--no-control-socket", "--log-level", "warning"]
    return _running(command, port, log, {FROM: beside.address})


def nginx(folder: Path, bodies: tuple[bytes, bytes]) -> contextlib.AbstractContextManager[Served]:
    """nginx, one process, over the feed as a file, and as a file that is compressed already."""
    port, file = free_port(), folder / "www" / FEED.lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(bodies[0])
    file.with_name(file.name + ".gz").write_bytes(bodies[1])
    paths = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"events {{ worker_connections 256; }}\n"
        f"http {{ access_log off; gzip_static on; sendfile on; tcp_nopush on; keepalive_requests 100000000; {paths}\n"
        f"types {{ application/atom+xml atom; }}\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}\n"
    )
    return _running(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], port, folder / "out.log", {})


@contextlib.contextmanager
def _running(command: list[str], port: int, log: Path, settings: dict[str, str]) -> Iterator[Served]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FEEDSVC_")}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=kept | settings, stdout=out, stderr=out)  # noqa: S603
    address = f"127.0.0.1:{port}"
    try:
        _wait(process, address, log)
        yield Served(address, (process.pid, *_workers(process.pid)))
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if ask(address, {}).status == 200:  # noqa: PLR2004
                return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not serve: {log.read_text(errors='replace')[-2000:]}")


def _workers(master: int) -> list[int]:
    """Its children that answer requests: not the ingester's supervisor."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout  # noqa: S607
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [int(pid) for pid, parent, command in rows if int(parent) == master and "supervisor" not in command]
