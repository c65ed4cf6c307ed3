"""The duty roster of holidays."""

from __future__ import annotations

from typing import Final

from tui.cli.declare import ACT_ID, EVIDENCE, JSON, LIMIT, MATTER, NOTE, Option, Verb, Word

VERBS: Final = (
    Verb("roster list", "Các lịch trực, và dịp nghỉ sắp tới chưa có lịch", "roster:listed", (), (LIMIT, JSON)),
    Verb("roster show", "Một lịch trực theo từng ngày", "roster:show", (MATTER,), (JSON,)),
    Verb(
        "roster propose",
        "Xem thử cách xếp luân phiên, chưa ghi gì",
        "roster:propose",
        (Word("TÊN=GIÁ_TRỊ", "from=… until=…; không ghi thì dịp nghỉ sắp tới", many=True, optional=True),),
        (JSON,),
    ),
    Verb(
        "roster draw",
        "Lập lịch trực",
        "roster:draw",
        (
            Word(
                "TÊN=GIÁ_TRỊ",
                "from=… until=… occasion=… rows=…; không ghi thì dịp nghỉ sắp tới",
                many=True,
                optional=True,
            ),
        ),
        (Option("--fill", "Xếp luân phiên luôn những ngày còn trống"), ACT_ID, JSON),
    ),
    Verb(
        "roster assign",
        "Xếp, thay hoặc bỏ một người trực",
        "roster:assign",
        (MATTER, Word("TÊN=GIÁ_TRỊ", "day=… role=leader|staff person=… instead=…", many=True, optional=True)),
        (ACT_ID, JSON),
    ),
    Verb("roster fill", "Xếp luân phiên những ngày còn trống", "roster:fill", (MATTER,), (ACT_ID, JSON)),
    Verb("roster submit", "Trình lịch trực đã lập", "roster:submit", (MATTER,), (NOTE, ACT_ID, JSON)),
    Verb(
        "roster swap",
        "Đổi ca trực",
        "roster:swap",
        (MATTER, Word("TÊN=GIÁ_TRỊ", "day=… person=… with_person=… with_day=…", many=True, optional=True)),
        (ACT_ID, JSON),
    ),
    Verb(
        "roster close",
        "Chốt lịch trực (Chánh Văn phòng)",
        "roster:close",
        (MATTER,),
        (NOTE, EVIDENCE, ACT_ID, JSON),
    ),
)
