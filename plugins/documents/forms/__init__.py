"""The Office's papers as files: documents in the Party's form, submission slips, digests, travel papers, registers.

Only pure modules are imported here; the libraries that write Word and Excel files load when one is written.
"""

from __future__ import annotations

from .digest import Answer, Digest, DigestView, digest_view
from .paper import Meeting, Paper, PaperView, paper_view
from .printing import DIGEST, SLIP, TRAVEL, digest_docx, document_docx, register_xlsx, submission_slip, travel_paper
from .profile import PARAMETER, PROFILES, Layout, Profile, layout_of, printed_number, profile
from .slip import Said, Slip, SlipView, slip_view
from .travel import Leg, Travel, TravelView, travel_view

__all__ = [
    "DIGEST",
    "PARAMETER",
    "PROFILES",
    "SLIP",
    "TRAVEL",
    "Answer",
    "Digest",
    "DigestView",
    "Layout",
    "Leg",
    "Meeting",
    "Paper",
    "PaperView",
    "Profile",
    "Said",
    "Slip",
    "SlipView",
    "Travel",
    "TravelView",
    "digest_docx",
    "digest_view",
    "document_docx",
    "layout_of",
    "paper_view",
    "printed_number",
    "profile",
    "register_xlsx",
    "slip_view",
    "submission_slip",
    "travel_paper",
    "travel_view",
]
