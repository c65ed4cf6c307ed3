"""What the kinds of this area ask for, besides what every area does."""

from __future__ import annotations

from core.law.facts import Asking

Ward = Asking(of="area")
