"""Where a document template lies: the office's own copy stands before the one that came with the program."""

from __future__ import annotations

from pathlib import Path

from core.errors import ConfigError

FOLDER = Path(__file__).parent / "templates"


def find_template(name: str, own: Path | None) -> Path:
    """The template file of that name – `don_nghi.docx` – in the folder `own` if it is there, else the packaged one.

    Raises ConfigError for a name that is none or a template nobody has.
    """
    if not name or name != Path(name).name or "\\" in name:
        raise ConfigError(f"«{name}» không phải tên tệp mẫu; chỉ ghi tên tệp, ví dụ «don_nghi.docx».")
    for folder in (own, FOLDER):
        if folder is not None and (folder / name).is_file():
            return folder / name
    known = ", ".join(packaged_templates()) or "không có mẫu nào"
    raise ConfigError(
        f"Không có tệp mẫu «{name}» trong {own or 'thư mục mẫu của Văn phòng'} và trong chương trình; "
        f"các mẫu kèm theo chương trình: {known}."
    )


def packaged_templates() -> tuple[str, ...]:
    """The names of the templates that came with the program."""
    return tuple(sorted(path.name for path in FOLDER.glob("*.docx")))
