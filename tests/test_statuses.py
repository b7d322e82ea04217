"""The status of each exception of ours."""

from __future__ import annotations

import pytest

from feedsvc.errors import (
    FeedsvcError,
    SelectionError,
    SettingsError,
    StoreError,
    StoreLocked,
    StoreTooNew,
    TooLong,
    UnknownAddress,
    UnknownKey,
)
from feedsvc.web.statuses import status_of


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (SelectionError, 400),
        (UnknownKey, 404),
        (UnknownAddress, 404),
        (TooLong, 414),
        (StoreError, 503),
        (StoreLocked, 503),
        (StoreTooNew, 503),
        (SettingsError, 500),
        (FeedsvcError, 500),
    ],
)
def test_an_exception_has_the_status_of_what_it_is_most_precisely(kind: type[FeedsvcError], status: int) -> None:
    assert status_of(kind("x")) == status
