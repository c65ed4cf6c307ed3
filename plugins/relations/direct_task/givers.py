"""Who may give a specialist work past the Office's leaders: two people by name of their post; nobody else (A37)."""

from __future__ import annotations

from enum import Enum

from core.office.office import Office, Rank
from core.text import fold

SECRETARY, STANDING_DEPUTY, ANOTHER_DEPUTY = "secretary", "standing_deputy_secretary", "deputy_secretary"


class Giver(Enum):
    DIRECT = "direct"
    """The Secretary or the Standing Deputy Secretary (23-3)."""
    THROUGH_LEADERS = "through leaders"
    """Another deputy secretary: the work goes through the Office's leaders first (A37)."""
    NOBODY = "nobody"
    """No clause lets anybody else do it."""


def giver_of(giver: str, office: Office) -> Giver:
    """By the role's own name, or by the post of a person outside the Office."""
    if giver in (SECRETARY, STANDING_DEPUTY):
        return Giver.DIRECT
    found = office.person(giver)
    post = fold(found.title) if found is not None and found.rank is Rank.OUTSIDE else ""
    if giver == ANOTHER_DEPUTY or post.startswith("pho bi thu"):
        return Giver.THROUGH_LEADERS
    return Giver.NOBODY


def name_of(giver: str, office: Office) -> str:
    """«đồng chí Bí thư»; a role nobody holds in the files by its own name."""
    if office.person(giver) is not None:
        return office.name(giver)
    if giver == ANOTHER_DEPUTY:
        return "đồng chí Phó Bí thư"
    body = office.establishment.bodies.get(giver)
    return body.name if body else giver
