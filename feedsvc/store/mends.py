"""What mends a store that cannot be used, by what the system or a driver says of it."""

from __future__ import annotations

import errno
from pathlib import Path

GONE = (
    "the store in {store!r} is gone, which was there before; move it back, and all goes on; restored from a backup, or "
    "to begin anew with other ids, start the server again"
)
ROOM = "make room on the disk that holds the store; nothing of it is lost"
DISK = "see whether the disk that holds {file!r} is full, or fails"
RESTORE = "restore {file!r} from its backup, or move it away to begin anew, with other ids"
FOREIGN = "{file!r} is of no released version of feedsvc; move it away, or set data to another folder"
MENDS = {"disk is full": ROOM, "No space left": ROOM}
"""What mends a fault, by words of the drivers' for it."""
GIVE = "give its user the right to write there or set data to another folder"
# SQLite's readers note in files beside the store what they read (sqlite.org/wal.html, "Read-Only Databases").
USER = (
    "run this as the user that feedsvc runs as, or give yours the right to write there, which commands "
    "that only read need as well, or set data to another folder"
)
MENDS_OF_FOLDERS = {
    errno.EACCES: USER,
    errno.EROFS: "set data to a folder on a disk that can be written",
    errno.ENOSPC: ROOM,
    errno.EEXIST: "it is no folder; set data to one",
    errno.ENOTDIR: "what stands above it is no folder; set data to one",
}
MENDS_OF_FILES = {
    # Where SQLite cannot make its files beside the store, a full disk is told so, too.
    "disk I/O error": DISK,
    "is malformed": RESTORE,
    "malformed database schema": RESTORE,
    "is not a database": RESTORE,
    "no such column": FOREIGN,
    "no such table": FOREIGN,
    # The store is another user's, though this one may write beside it.
    "readonly database": USER,
}
"""The same, of SQLite alone."""
SILENT = ("timed out", "timeout expired", "No route to host", "does not answer")
"""What is said of a server that does not answer (silence)."""
ANSWERS = "see whether the server and the way to it work; host and port in database name it"
MENDS_OF_SERVERS = {
    "password": "set the user and the password in database (its reserved characters as %XX)",
    "failed to resolve host": "correct the host in database",
    **dict.fromkeys(SILENT, ANSWERS),
    "Connection refused": "start the server, or correct host and port in database",
    'database "': "make it (createdb), or correct its name in database",
    'role "': "make that user (createuser), or correct the one in database",
    "No such file or directory": "start the server on this machine, or name its host in database",
    "permission denied": "give the user in database the right to make tables there, or make it the database's owner",
}
"""The same, of PostgreSQL alone."""


def of_folder(error: OSError) -> str:
    """What mends a data folder that cannot be made or written in."""
    return MENDS_OF_FOLDERS.get(error.errno or 0, GIVE)


def shut(folder: Path, error: OSError) -> str:
    """What to say of a data folder, or one in it, that cannot be looked into."""
    return f"cannot look into the data folder {str(folder)!r}: {error.strerror}; {of_folder(error)}"


def unusable(reason: str, file: str | None, *, is_sqlite: bool) -> str:
    """What to say of a database of which a driver says this; `file`: SQLite's."""
    line = reason.strip().splitlines()[0]
    return f"the store cannot be used: {line!r}; {of_store(line, file, is_sqlite=is_sqlite)}"


def of_store(reason: str, file: str | None, *, is_sqlite: bool) -> str:
    """What mends a fault of the database that a driver tells so; `file`: SQLite's."""
    known = MENDS | (MENDS_OF_FILES if is_sqlite else MENDS_OF_SERVERS)
    found = next((mend for words, mend in known.items() if words in reason), "check data and database in the settings")
    return found.format(file=file)
