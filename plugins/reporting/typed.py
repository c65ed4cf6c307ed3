"""What the kinds of this area ask for, besides what every area does."""

from __future__ import annotations

from typing import Annotated

from core.law.facts import Asking
from core.law.typed import Given, Ids, Text, shown

Me = Annotated[Text, Asking(people="office", mine=True)]
Colleagues = Annotated[Ids, Asking(people="office", many=True)]


class OnRecord(Given):
    """What an act put on record, kept among the facts; of lists only how many."""

    def __str__(self) -> str:
        return ", ".join(
            f"{len(value)} mục" if isinstance(value, tuple) else shown(value)
            for name, value in self
            if name != "by" and value not in (None, "", ())
        )
