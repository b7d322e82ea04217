"""Log lines on stderr: text for a person, or one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from feedsvc.config import Settings


class TextFormatter(logging.Formatter):
    """`2026-01-31T08:00:00Z info feedsvc.ingest: …`"""

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback follows on lines of its own."""
        line = f"{_time(record)} {record.levelname.lower()} {record.name}: {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class JsonFormatter(logging.Formatter):
    """One JSON object a line; the access log's fields stand in it one by one."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        found: dict[str, object] = {"time": _time(record), "level": record.levelname.lower(), "logger": record.name}
        if isinstance(record.args, dict):
            found |= record.args
        else:
            found["message"] = record.getMessage()
        if record.exc_info:
            found["traceback"] = self.formatException(record.exc_info)
        return json.dumps(found, ensure_ascii=False, default=str)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def formatter(settings: Settings) -> logging.Formatter:
    """The form of a line that the settings ask for."""
    return JsonFormatter() if settings.log_format == "json" else TextFormatter()


def set_up(settings: Settings) -> None:
    """Send our log lines to stderr as the settings say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(settings))
    root = logging.getLogger("feedsvc")
    root.handlers[:] = [handler]
    root.propagate = False
    root.setLevel(settings.log_level.upper())
    logging.getLogger("feedsvc.access").disabled = not settings.access_log
