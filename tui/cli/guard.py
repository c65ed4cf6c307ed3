"""The house's four packages have common names: says so when another distribution's would be imported in their place."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("core", "tui", "plugins", "config")


def foreign_package() -> str:
    """One sentence that names the stranger and the remedy; "" where all packages are this house's."""
    home = Path(__file__).resolve().parents[2]
    for name in PACKAGES:
        spec = find_spec(name)
        found = Path(spec.origin).resolve().parents[1] if spec and spec.origin else None
        if found != home:
            where = f"lấy từ {found}{_distribution(name)}" if found else "không có"
            return (
                f"Gói «{name}» {where}, không phải của vptu ở {home}: "
                "hãy gỡ gói trùng tên ấy khỏi môi trường Python này rồi cài lại vptu."
            )
    return ""


def _distribution(name: str) -> str:
    """` (bản phân phối «…»)`: who else claims the name."""
    from importlib.metadata import packages_distributions

    others = [d for d in packages_distributions().get(name, ()) if d != "vptu"]
    return f" (bản phân phối «{', '.join(others)}»)" if others else ""
