"""Folders that the system may not lend."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from feedsvc import inspection, server
from feedsvc.config import Settings
from feedsvc.errors import SettingsError


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise FileNotFoundError

    monkeypatch.setenv("TMPDIR", "")
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "gettempdir", refuse)


def test_where_the_system_is_read_only_temporary_files_go_beside_the_store(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md")
    settings = make_settings()
    server.check_all(settings)
    assert tempfile.tempdir == os.environ["TMPDIR"] == str(settings.data)


def test_without_a_store_either_what_needs_them_says_what_to_set(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md")
    with pytest.raises(SettingsError, match="TMPDIR: no folder for temporary files"):
        list(inspection.check(make_settings()))
