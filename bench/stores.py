"""Stores to measure on: the sample office with so many matters, the newest of them waiting."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from .peers import ROOT


def filled_store(path: Path, *, matters: int) -> Path:
    """A store of the sample office filled up to today. A hundred thousand matters take half a minute."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fill = [sys.executable, "-m", "bench.fill", str(path), "--matters", str(matters), "--today", str(date.today())]
    subprocess.run(fill, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    put = [sys.executable, "-m", "tui.cli.main", "--store", str(path), "--as", "head", "desk"]
    subprocess.run(put, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return path
