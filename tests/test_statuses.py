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
from feedsvc.web.statuses import reason_of, status_of


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


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SelectionError("limit: '0' is not allowed"), "limit: '0' is not allowed"),
        (UnknownKey("there is no category 'x'"), "there is no category 'x'"),
        (StoreError("connection to 10.0.0.7 failed"), "the store cannot be used at the moment; try again later"),
        (StoreLocked("/srv/data is locked"), "the store cannot be used at the moment; try again later"),
        (SettingsError("/etc/feedsvc.toml: no"), "something went wrong; the log says what"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_and_what_is_wrong_with_the_server_is_not(
    error: FeedsvcError, said: str
) -> None:
    assert reason_of(error) == said
