"""Loads the regulation's packaged files; the TOML files are the truth.

Reading 90 kB of TOML costs twenty milliseconds and the import of a parser, at every start of every session. Beside
each `norms.toml` lies `norms.json`, the same tables ready to load, with the checksum of the TOML it was made from. An
edited TOML file no longer matches, and is read itself. `python -m config.regulation_files` writes the JSON files anew.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from core.errors import ConfigError
from core.law.regulation import Regulation

FOLDER = Path(__file__).parent / "regulation"
FILES = ("norms.toml", "parameters.toml", "readings.toml")


def load(*more: Path) -> Regulation:
    """The packaged regulation with every version in `FOLDER` and its subfolders, and in the folders of an office.

    Each folder holds one version in three files. ConfigError names file, line or entry, and remedy.
    """
    return Regulation.join([load_version(folder) for folder in (*versions_in(FOLDER), *more)])


def versions_in(folder: Path) -> tuple[Path, ...]:
    """The folder itself and the folders in it that hold a version of the regulation."""
    return tuple(f for f in (folder, *sorted(p for p in folder.iterdir() if p.is_dir())) if (f / FILES[0]).is_file())


def load_version(folder: Path) -> Regulation:
    """One version; norms and readings are read from their files when first used."""
    norms, parameters, readings = (folder / name for name in FILES)
    return Regulation.parse(partial(_table, norms), _table(parameters), partial(_table, readings), f"{folder.name}/")


def write_compact(folder: Path) -> None:
    """Write the JSON beside each TOML file of a version."""
    for name in FILES:
        path = folder / name
        raw = _read(path)
        kept = {"checksum": _checksum(raw), "tables": _parsed(path, raw)}
        path.with_suffix(".json").write_text(
            json.dumps(kept, ensure_ascii=False, indent=0, default=str) + "\n", encoding="utf-8"
        )


def _table(path: Path) -> Mapping[str, object]:
    raw = _read(path)
    return _compact(path.with_suffix(".json"), _checksum(raw)) or _parsed(path, raw)


def _compact(path: Path, checksum: int) -> Mapping[str, object] | None:
    """The tables made from a TOML file with this checksum, if there are any."""
    try:
        kept: object = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("checksum") != checksum:
        return None
    tables = kept.get("tables")
    return tables if isinstance(tables, dict) else None


def _parsed(path: Path, raw: bytes) -> Mapping[str, object]:
    import tomllib  # costs more than everything else here, and is needed only for an edited file

    try:
        return tomllib.loads(unicodedata.normalize("NFC", raw.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path}: byte thứ {error.start + 1} không phải UTF-8; hãy lưu tệp lại với bảng mã UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: sai cú pháp TOML ({error}); hãy sửa chỗ đó rồi chạy lại.") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError as error:
        raise ConfigError(
            f"{path}: không đọc được tệp của quy chế ({error.strerror}); hãy cài lại hoặc chép lại tệp."
        ) from None


def _checksum(raw: bytes) -> int:
    return zlib.crc32(raw)


if __name__ == "__main__":
    for version in versions_in(FOLDER):
        write_compact(version)
