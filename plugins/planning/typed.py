"""What the kinds of this area ask for, besides what every area does."""

from __future__ import annotations

from typing import Annotated

from core.law.facts import Asking
from core.law.typed import Text

OneUnit = Annotated[Text, Asking(of="unit", mine=True)]
