"""What nobody foresaw: the trace goes into a file beside the store, the person gets one sentence that names it."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from traceback import format_exception

from core.office.sessions import ZONE

LOG = "vptu.log"


def write_down(error: Exception, words: Sequence[str]) -> str:
    """Append the trace to the log. Returns the sentence."""
    told = f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}), không có gì bị ghi dở dang."
    try:
        path = _append(_entry(error, words), _folder(words))
    except OSError:
        return f"{told} Không ghi được chi tiết ra tệp; hãy báo người quản trị câu lệnh vừa gõ."
    return f"{told} Chi tiết ở «{path}»; hãy báo người quản trị."


def _entry(error: Exception, words: Sequence[str]) -> str:
    verbs = " ".join(w for w in words[:2] if w[:1] != "-" and "=" not in w)[:80]  # what was typed may be private
    trace = "".join(format_exception(error))
    return f"--- {datetime.now(ZONE).isoformat(timespec='seconds')} vptu {verbs!a}\n{trace}\n"


def _folder(words: Sequence[str]) -> Path:
    """The store's folder, as far as it can be told from the words."""
    from tui.house import Places

    given = next((after for word, after in itertools.pairwise(words) if word == "--store"), None)
    given = given or next((w.removeprefix("--store=") for w in words if w.startswith("--store=")), None)
    return Places.of(store=Path(given) if given else None).store.parent


def _append(entry: str, folder: Path) -> Path:
    """Into the folder's log, readable by its owner only; into a file of its own where that cannot be written."""
    path = folder / LOG
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        descriptor, name = tempfile.mkstemp(prefix="vptu-", suffix=".log")
        path = Path(name)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(entry)
    return path
