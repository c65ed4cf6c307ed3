"""Does a file hold what its ending says? A dossier must open years later, and must never run anything.

A name is only a claim. Whoever opens «giấy mời.pdf» trusts it, so the first bytes are compared with the ending before
the file is kept: programs, scripts and macros are refused, and so is a file that would not open under its name.
Endings not known here are taken as they are, unless the content is a program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zipfile import ZipFile

MOST_MEMBERS: Final = 50_000
"""Of a zip: no document has more, and each costs memory before anything is known of it."""
_CALLED: Final = {
    "pdf": "tệp PDF",
    "png": "ảnh PNG",
    "jpg": "ảnh JPEG",
    "gif": "ảnh GIF",
    "tif": "ảnh TIFF",
    "zip": "tệp nén ZIP",
    "docx": "văn bản Word",
    "xlsx": "bảng tính Excel",
    "pptx": "bài trình chiếu PowerPoint",
    "odt": "văn bản OpenDocument",
    "ods": "bảng tính OpenDocument",
    "odp": "bài trình chiếu OpenDocument",
    "doc": "văn bản Word bản cũ",
    "xls": "bảng tính Excel bản cũ",
    "ppt": "bài trình chiếu PowerPoint bản cũ",
    "rtf": "văn bản RTF",
}
_SAME: Final = {"jpeg": "jpg", "tiff": "tif"}
_TEXTS: Final = frozenset(("txt", "csv", "md", "ics", "eml"))
_RUNS: Final = frozenset((
    "exe", "com", "scr", "pif", "bat", "cmd", "sh", "js", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "ps1", "psm1",
    "jar", "msi", "dll", "cpl", "reg", "lnk", "apk",
))  # fmt: skip
_MACROS: Final = {"docm": "docx", "dotm": "docx", "xlsm": "xlsx", "xltm": "xlsx", "xlam": "xlsx", "pptm": "pptx",
                  "potm": "pptx", "ppsm": "pptx"}  # fmt: skip
_STARTS: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"II+\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"MM\x00+", "tif"),
    (b"{\\rtf", "rtf"),
)
_PROGRAMS: Final = (b"\x7fELF", b"#!", b"L\x00\x00\x00\x01\x14\x02\x00", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe",
                    b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")  # fmt: skip
"""Linux, scripts, Windows shortcuts, macOS and Java; Windows programs start like words and are looked at apart."""
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: Final = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"))
_FOLDERS: Final = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_ODF: Final = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_LOCKED: Final = "locked"
_WITH_MACROS: Final = "macros"


def mismatch(name: str, data: bytes) -> str | None:
    """Why a file must not be kept under its name, as a whole Vietnamese sentence; None if it may."""
    ending = _ending(name)
    if ending in _RUNS or _is_program(data):
        return (
            f"Tệp «{name}» là chương trình hoặc mã lệnh chạy được nên không đính kèm: "
            "hãy gửi nội dung dưới dạng văn bản, bảng tính, ảnh hoặc .pdf."
        )
    found = _found(data)
    if ending in _MACROS or _WITH_MACROS in found:
        better = _MACROS.get(ending, ending if ending in _MACROS.values() else "docx hoặc .xlsx")
        return f"Tệp «{name}» có macro (mã lệnh kèm theo) nên không đính kèm: hãy lưu lại thành .{better} không macro."
    if ending in _TEXTS:
        return _no_text(name, ending, data, found)
    if ending not in _CALLED or ending in found or (ending == "pdf" and b"%PDF-" in data[:1024]):
        return None
    return _other(name, ending, found)


def _ending(name: str) -> str:
    ending = name.rstrip(". ").rpartition(".")[2].lower() if "." in name else ""
    return _SAME.get(ending, ending)


def _is_program(data: bytes) -> bool:
    return data.startswith(_PROGRAMS) or (data.startswith(b"MZ") and b"\x00" in data[:4096])


def _found(data: bytes) -> tuple[str, ...]:
    """The endings a content may carry, the best first; empty when it is nothing known here."""
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    return tuple(kind for start, kind in _STARTS if data.startswith(start))


def _in_ole(data: bytes) -> tuple[str, ...]:
    """The old Office container names its streams in UTF-16; a newer document with a password hides in one, too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (_LOCKED,)
    return tuple(kind for stream, kind in _OLE_STREAMS if f"{stream}\0".encode("utf-16-le") in data)


def _in_zip(data: bytes) -> tuple[str, ...]:
    archive = opened_zip(data)
    if archive is None:
        return ()
    with archive:
        names = archive.namelist()
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            return (_WITH_MACROS,)
        if "[Content_Types].xml" in names:
            kinds = [kind for folder, kind in _FOLDERS.items() if any(name.startswith(folder) for name in names)]
            return (*kinds, "zip")
        if "mimetype" in names and (kind := _odf(archive)):
            return (kind, "zip")
    return ("zip",)


def _odf(archive: ZipFile) -> str | None:
    said = member(archive, "mimetype", 200) or b""
    prefix, _, kind = said.decode("ascii", "replace").strip().partition("vnd.oasis.opendocument.")
    return _ODF.get(kind) if prefix == "application/" else None


def opened_zip(data: bytes) -> ZipFile | None:
    """The archive with its list of members read, or None if it is broken or has too many of them."""
    import struct
    import zipfile
    from io import BytesIO

    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        return None
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, RuntimeError, OverflowError, struct.error):
        return None


def member(archive: ZipFile, name: str, most: int) -> bytes | None:
    """At most `most` bytes of a member, or None where it cannot be unpacked."""
    import struct
    import zipfile
    import zlib
    from lzma import LZMAError

    broken = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, KeyError, struct.error, zlib.error)
    try:
        with archive.open(name) as stream:
            return stream.read(most)
    except (*broken, LZMAError):
        return None


def _no_text(name: str, ending: str, data: bytes, found: tuple[str, ...]) -> str | None:
    if found:
        return _other(name, ending, found)
    place = data.find(b"\x00")
    if place < 0:
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"Tệp «{name}» viết bằng bảng mã UTF-16: hãy lưu lại với bảng mã UTF-8 rồi đính kèm."
    return (
        f"Tệp «{name}» có đuôi .{ending} nhưng nội dung không phải chữ (byte 0 ở vị trí {place + 1}): "
        "hãy chọn đúng tệp hoặc lưu lại dạng văn bản, bảng mã UTF-8."
    )


def _other(name: str, ending: str, found: tuple[str, ...]) -> str:
    if _LOCKED in found:
        return f"Tệp «{name}» có mật khẩu nên không xem lại được: hãy bỏ mật khẩu, lưu lại rồi đính kèm."
    if found:
        return (
            f"Tệp «{name}» có đuôi .{ending} nhưng nội dung là {_CALLED[found[0]]}: "
            f"hãy chọn đúng tệp hoặc đổi đuôi thành .{found[0]}."
        )
    return (
        f"Tệp «{name}» có đuôi .{ending} nhưng nội dung không phải {_CALLED[ending]} hoặc đã hỏng: "
        "hãy mở thử, lưu lại rồi đính kèm."
    )
