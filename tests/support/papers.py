"""The smallest files that are what their ending says: a store takes nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
_OLE = {"doc": "WordDocument", "xls": "Workbook", "ppt": "PowerPoint Document"}
_STARTS = {
    "pdf": b"%PDF-1.4\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff\xe1",
    "gif": b"GIF89a",
    "tif": b"II*\x00",
    "tiff": b"MM\x00*",
    "rtf": b"{\\rtf1 }",
}
ENDINGS = (*_STARTS, *_OFFICE, *_ODF, *_OLE, "zip", "txt", "csv", "md", "ics", "eml")


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The same bytes every time: the members carry no time of their own."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(ZipInfo(name), data)
    return kept.getvalue()


def paper(name: str, size: int = 0) -> bytes:
    """Bytes that fit the ending of a name, at least `size` of them; another ending gets letters."""
    ending = name.rpartition(".")[2].lower()
    if ending in _OFFICE:
        return _padded_zip({"[Content_Types].xml": b"<Types/>", _OFFICE[ending]: b"<x/>"}, size)
    if ending in _ODF:
        said = f"application/vnd.oasis.opendocument.{_ODF[ending]}".encode()
        return _padded_zip({"mimetype": said, "content.xml": b"<x/>"}, size)
    if ending == "zip":
        return _padded_zip({"a.txt": b"a"}, size)
    start = _STARTS.get(ending, b"")
    if ending in _OLE:
        start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + f"{_OLE[ending]}\0".encode("utf-16-le")
    return start.ljust(size, b"x")


def _padded_zip(members: dict[str, bytes], size: int) -> bytes:
    found = zipped(members)
    if len(found) >= size:
        return found
    bare = len(zipped({**members, "padding": b""}))
    return zipped({**members, "padding": b"x" * max(0, size - bare)})
