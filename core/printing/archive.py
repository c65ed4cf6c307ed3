"""Word and Excel files are zip archives: the same content gives the same bytes, and a swollen one is not unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day a zip entry can bear; the libraries would write the clock's time."""


def repacked(data: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive without the times of its entries; `instead` replaces the content of entries by name."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            kept = zipfile.ZipInfo(entry.filename, _EARLIEST)
            kept.compress_type = zipfile.ZIP_DEFLATED
            kept.external_attr = 0o644 << 16
            content = (instead or {}).get(entry.filename)
            new.writestr(kept, old.read(entry) if content is None else content)
    return out.getvalue()


def unpacked_size(data: bytes) -> int:
    """Units: bytes. Raises `zipfile.BadZipFile` for what is no archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())
