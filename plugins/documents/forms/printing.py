"""From a paper to its file. The same values and template give the same bytes.

Every function but the register's takes the path of a template: ConfigError says what is wrong with it. A secret item
is refused before any template is read (Điều 13).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from core.printing.table import Value, table_xlsx
from core.printing.template import printed

from .digest import Digest, digest_view
from .paper import Paper, paper_view
from .slip import Slip, slip_view
from .travel import Travel, travel_view

SLIP, DIGEST, TRAVEL = "phieu_trinh.docx", "bang_tong_hop.docx", "giay_di_duong.docx"
"""Their templates; a document's is `layout_of(paper.type).template`."""


def document_docx(paper: Paper, template: Path) -> bytes:
    """The document in the Party's form of its day (4.5)."""
    return printed(paper_view(paper), template)


def submission_slip(slip: Slip, template: Path) -> bytes:
    """The slip before a dossier (9.3)."""
    return printed(slip_view(slip), template)


def digest_docx(digest: Digest, template: Path) -> bytes:
    """Every answer of a round, word for word (Điều 2)."""
    return printed(digest_view(digest), template)


def travel_paper(travel: Travel, template: Path) -> bytes:
    """The travel paper, with room for the confirmations (4.8/1)."""
    return printed(travel_view(travel), template)


def register_xlsx(title: str, columns: Sequence[str], rows: Sequence[Sequence[Value]], *, at: datetime) -> bytes:
    """A register as it is shown; of a secret item the register itself holds only number, day and «theo sổ mật»."""
    return table_xlsx(title, columns, rows, at=at)
