"""The command `feedsvc`, which is also `python -m feedsvc`."""

from __future__ import annotations

import gc
import importlib
import signal
import sys

from feedsvc import hangup

SERVER = "serve"


def main() -> None:
    """Run the command; Ctrl-C while it is read in, which takes a third of a second, ends it without a traceback."""
    if SERVER in sys.argv[1:2]:
        # Of every other command it is the end: its terminal has gone.
        hangup.block()
    at_interrupt = signal.getsignal(signal.SIGINT)
    if at_interrupt is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Of what modules are made of nothing is ever garbage: to look for some takes a tenth of that time.
    gc.disable()
    run = importlib.import_module("feedsvc.cli").main
    gc.freeze()
    gc.enable()
    signal.signal(signal.SIGINT, at_interrupt)
    run()


if __name__ == "__main__":
    main()
