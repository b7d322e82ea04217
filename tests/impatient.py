"""The worker of feedsvc.worker for tests, which do not wait long: `gunicorn --worker-class tests.impatient.Worker`."""

from __future__ import annotations

from feedsvc import worker


class Worker(worker.Worker):
    """Clients have a second."""

    client_seconds = taking_seconds = 1
