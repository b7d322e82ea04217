"""Read by gunicorn by itself: workers, and the hooks that keep the ingester beside them."""

from feedsvc.server import *  # noqa: F403
