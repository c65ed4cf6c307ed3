"""The programs and libraries we compare with, each in a venv of its own under `.venv-bench/`.

posting needs an older Textual than ours, so nothing of this may share our venv. `VPTU_BENCH_PEERS` names another folder
with venvs of the same names that are ready to use.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def venv(peer: str) -> Path:
    """The folder of a peer's venv, made on first use. Raises `CalledProcessError` where pip cannot install it."""
    folder = Path(os.environ.get("VPTU_BENCH_PEERS", ROOT / ".venv-bench")) / peer
    if not (folder / "bin" / "python").exists():
        _make(folder, peer)
    return folder


def _make(folder: Path, peer: str) -> None:
    print(f"setting up {peer} in {folder} …", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins(peer)], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(folder / "lib")], check=False)


def pins(peer: str) -> list[str]:
    """The lines under the peer's heading in `requirements.txt`."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    start = lines.index(f"# {peer}") + 1
    end = next((n for n in range(start, len(lines)) if lines[n].startswith("#")), len(lines))
    return lines[start:end]


def program(peer: str) -> str:
    """The command of a peer."""
    return str(venv(peer) / "bin" / peer)


def import_from(peer: str) -> None:
    """Make a peer's libraries importable here, behind our own."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = str(venv(peer) / "lib" / version / "site-packages")
    if packages not in sys.path:
        sys.path.append(packages)
