"""The travel paper, and the Office's confirmation on that of a visitor (4.8/1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from core.printing.view import Shown

from .parts import UNNUMBERED, Signed, SignedView, bare, block, head

ROWS = 5
"""At least so many stays have a row, the empty ones for those on the way to fill in by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stay, as its host confirms it."""

    place: Annotated[str, Shown("noi", "Nơi đi, nơi đến")] = ""
    arrived: Annotated[str, Shown("den", "Giờ, ngày đến")] = ""
    left: Annotated[str, Shown("di", "Giờ, ngày đi")] = ""
    confirmed: Annotated[str, Shown("xac_nhan", "Người xác nhận ở nơi đến")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel(Signed):
    number: str = ""
    """As its register prints it."""
    name: str
    post: str = ""
    organisation: str = ""
    order: str = ""
    """The order or decision by which the journey is made, with its number."""
    purpose: str = ""
    destination: str = ""
    transport: str = ""
    period: str = ""
    legs: tuple[Leg, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelView(SignedView):
    number: Annotated[str, Shown("so", "Số của giấy, có chữ «Số»")]
    name: Annotated[str, Shown("ho_ten", "Họ và tên người đi")]
    post: Annotated[str, Shown("chuc_vu", "Chức vụ")]
    organisation: Annotated[str, Shown("don_vi", "Cơ quan, đơn vị công tác")]
    order: Annotated[str, Shown("cong_lenh", "Công lệnh, quyết định cử đi, có số")]
    purpose: Annotated[str, Shown("ve_viec", "Nội dung công tác")]
    destination: Annotated[str, Shown("noi_den", "Nơi đến công tác")]
    transport: Annotated[str, Shown("phuong_tien", "Phương tiện")]
    period: Annotated[str, Shown("thoi_gian", "Thời gian đi công tác")]
    legs: Annotated[tuple[Leg, ...], Shown("chang", "Danh sách nơi đi, nơi đến; thêm hàng trống để ghi tay")]


def travel_view(travel: Travel) -> TravelView:
    """Raises UsageError for a secret item."""
    top, signed = head(travel), block(travel)
    return TravelView(
        **top._asdict(),
        **signed._asdict(),
        number=f"Số {travel.number.strip() or UNNUMBERED}",
        name=travel.name.strip(),
        post=travel.post.strip(),
        organisation=travel.organisation.strip(),
        order=bare(travel.order),
        purpose=bare(travel.purpose),
        destination=bare(travel.destination),
        transport=bare(travel.transport),
        period=bare(travel.period),
        legs=travel.legs + (Leg(),) * (ROWS - len(travel.legs)),
    )
