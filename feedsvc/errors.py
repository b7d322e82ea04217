"""Every exception that feedsvc raises on purpose, but for those that one stage raises and catches itself.

    FeedsvcError            worded to be read after "error: "; a command that meets one exits with 2
    ├── SettingsError       a setting is wrong: names the variable, the value, what is allowed
    ├── SourceError         a source folder is missing or cannot be read
    ├── RegistryError       a registry file cannot be used at all
    ├── StoreError          the store cannot be opened or written
    │   ├── StoreLocked     another process holds it
    │   ├── StoreMissing    there is none where it is looked for
    │   ├── LockLost        the ingester's lock is no longer held by who took it
    │   └── StoreTooNew     written by a later version of feedsvc
    ├── ExportError         feeds cannot be written as files
    ├── OutputError         what a command prints cannot be written
    │   └── OutputClosed    whoever read it has enough
    ├── Interrupted         a signal ended an ingest between two transactions
    ├── ServerError         the server cannot start: port in use, no permission
    ├── DateError           a text is no date that feedsvc takes; becomes a Problem of its article
    └── SelectionError      a request's arguments are wrong: status 400
        ├── UnknownKey      no such category, company …: status 404; 503 while the first ingest may still bring it
        ├── NoWords         a search that holds no word to look for
        ├── UnknownAddress  no feed can be at such an address: status 404
        └── TooLong         more than is answered: status 414

Messages are lower case, without a final dot: the offending value by repr, then the remedy (rule 13).
"""

from __future__ import annotations


class FeedsvcError(Exception):
    """Base of all; `str()` of it is the message."""


class SettingsError(FeedsvcError):
    """A setting is missing, unknown or has a value that is not allowed."""


class SourceError(FeedsvcError):
    """A source folder is missing or cannot be read."""


class RegistryError(FeedsvcError):
    """A registry file cannot be read."""


class StoreError(FeedsvcError):
    """The store cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process holds the store or the ingester's lock."""


class LockLost(StoreError):
    """The ingester's lock was held, and is no more: another may have it by now."""


class StoreMissing(StoreError):
    """There is no store, and none is to be made."""


class StoreTooNew(StoreError):
    """The store was written by a later version of feedsvc."""


class ExportError(FeedsvcError):
    """Feeds cannot be written as files."""


class OutputError(FeedsvcError):
    """What a command prints cannot be written."""


class OutputClosed(OutputError):
    """Whoever read what a command prints has gone."""


class Interrupted(FeedsvcError):
    """A signal ended an ingest between two transactions; the next one goes on from there."""


class ServerError(FeedsvcError):
    """The server cannot start."""


class DateError(FeedsvcError):
    """A text is no date that feedsvc takes."""


class SelectionError(FeedsvcError):
    """The arguments of a request are wrong."""


class UnknownKey(SelectionError):
    """No such category, company, tag, author or source."""


class NoWords(SelectionError):
    """A search that holds no word to look for."""


class UnknownAddress(SelectionError):
    """An address, or a kind of feeds, that there cannot be, whatever articles come."""


class TooLong(SelectionError):
    """The arguments of a request are longer, or more, than is answered."""
