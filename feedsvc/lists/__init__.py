"""Lists that come with feedsvc as text files, which a person can read and correct; each is read once."""

from __future__ import annotations

from importlib import resources

TRACKING = resources.files("feedsvc.lists").joinpath("tracking.txt").read_text(encoding="utf-8")
"""Tracking parameters and beacons; see articles/tracking.py."""

TOPICS = resources.files("feedsvc.lists").joinpath("topics.txt").read_text(encoding="utf-8")
"""Words that are no company's name, though taggers take them for one; see companies/lessons.py."""

READINGS = resources.files("feedsvc.lists").joinpath("readings.txt").read_text(encoding="utf-8")
"""How Chinese characters are read; see readings.py."""

DATEWORDS = resources.files("feedsvc.lists").joinpath("datewords.txt").read_text(encoding="utf-8")
"""Names of months and days in many languages; see articles/datewords.py."""
