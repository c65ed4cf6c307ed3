"""A plugin as somebody else would write it, that uses everything a dossier needs: the core's tests play with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.extension.hookspecs import Event, Notice, Opens, hookimpl
from core.figures import Figure, FigureRule, FigureTable, Period
from core.law.book import Book
from core.law.facts import Asking, read_day
from core.law.procedure import BookEntry, Change, Opening, Procedure
from core.law.regulation import Law
from core.law.route import HEAD, HEAD_IN_PERSON, Holder, Matter, Step, consent, opinion, person, task, unit
from core.law.ruling import Act, Objection
from core.law.sheet import Sheet, SheetRow, Tie
from core.listing import Record
from core.office.office import Office

SOURCE = "Nội quy 7"
Day = Annotated[date, BeforeValidator(lambda v: read_day(v) if isinstance(v, str) else v)]


class Paper(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(title="Trích yếu")
    reply_by: Day | None = Field(None, title="Hạn góp ý")
    secret: bool = Field(False, title="Mật")
    urgent: int = Field(0, title="Khẩn")
    belongs: int | None = Field(None, title="Thuộc việc số")
    unit: str = Field("", title="Bộ phận")
    responsible: str = Field("", title="Người chịu trách nhiệm")
    number: int | None = Field(None, title="Số")
    leads_to: dict[str, Any] = Field({}, title="Việc kéo theo")
    counted: str = Field("", title="Số liệu lúc ký")


class Assign(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str = Field(title="Bộ phận chủ trì")
    responsible: Annotated[str, Asking(people="office")] = Field(title="Người chịu trách nhiệm")


class Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    view: Literal["agree", "disagree", "other"] = Field(title="Ý kiến")


class Later(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reply_by: Day = Field(title="Hạn mới")


def route(paper: Paper, office: Office, law: Law) -> Iterator[Step | tuple[Step, ...]]:
    yield task("assign", "phân xử lý", HEAD, SOURCE, id="assign")
    if paper.reply_by is not None:
        yield tuple(opinion(person(d), SOURCE, lapses=paper.reply_by) for d in office.establishment.deputies)
    yield consent(HEAD, SOURCE, id="decide", title="quyết định", checks=("giay.draft",))
    yield task(
        "sign",
        "ký",
        HEAD_IN_PERSON,
        SOURCE,
        id="sign",
        mandate=Holder("body", "btv"),
        scopes=("sign-giay",),
        answers=True,
    )
    yield task("issue", "vào sổ", unit("van_thu"), SOURCE, id="issue", register="giay")
    yield task("file", "lưu", unit("luu_tru"), SOURCE, id="file", after=True)


def opening(paper: Paper, office: Office, law: Law) -> Opening:
    return Opening(task("open", "trình", unit("tong_hop"), SOURCE, id="open"))


def has_draft(matter: Matter, act: Act | None, office: Office, law: Law) -> Objection | None:
    if any(file.part == "draft" for file in matter.attachments):
        return None
    return Objection((SOURCE,), "Chưa có dự thảo.", ("Đính kèm dự thảo.",))


def assigned(paper: Paper, said: Assign, by: str, office: Office, law: Law) -> tuple[Paper, tuple[Objection, ...]]:
    if said.unit not in office.establishment.units:
        return paper, (Objection((SOURCE,), f"Không có bộ phận «{said.unit}».", ("Chọn bộ phận khác.",)),)
    return paper.model_copy(update={"unit": said.unit, "responsible": said.responsible}), ()


def prolong(paper: Paper, law: Law, asked: object) -> Change:
    return Change(task("prolong", "gia hạn góp ý", HEAD, SOURCE, id="prolong"), frozenset({"open"}), _prolonged)


def _prolonged(paper: Paper, asked: Later, office: Office, law: Law) -> tuple[Paper, tuple[Objection, ...]]:
    return paper.model_copy(update={"reply_by": asked.reply_by}), ()


def complete(paper: Paper, law: Law, asked: object) -> Change:
    step = task("complete", "trình lại", unit("tong_hop"), SOURCE, id="complete")
    return Change(step, frozenset({"returned"}), lambda facts, *_: (facts, ()), corrects=True)


def entry(matter: Matter, step: Step, office: Office, law: Law) -> BookEntry:
    paper: Paper = matter.facts
    return BookEntry(
        "VP", "giay", "2024", None if paper.secret else paper.title, office.at.date(), {"so": str(paper.number)}
    )


def sheets(matter: Matter, office: Office, law: Law) -> Iterator[Sheet]:
    said = [d for s, d in matter.done.items() if s.startswith("opinion:")]
    rows = tuple(SheetRow((office.name(d.by), str(d.payload["view"]), d.note)) for d in said)
    yield Sheet("Ý kiến", ("Ai", "Ý kiến", "Lời"), rows)


def takes_files(matter: Matter, part: str, by: str, office: Office, law: Law) -> Objection | None:
    if "sign" in matter.done:
        return Objection((SOURCE,), "Đã ký, không thêm tệp nữa.", ("Mở việc mới.",))
    return None


def frozen(paper: Paper, tables: tuple[FigureTable, ...], at: datetime) -> Paper:
    said = "; ".join(f"{f.label}: {f.value} {list(f.matters)}" for t in tables if t.name == "giay" for f in t.figures)
    return paper.model_copy(update={"counted": f"{at:%d/%m/%Y} {said}"})


def count(papers: Sequence[Record], period: Period, office: Office, law: Law) -> Iterator[Figure]:
    found = tuple(p.row.id for p in papers if period.start <= date.fromisoformat(p.row.opened_at[:10]) <= period.until)
    yield Figure("Giấy", str(len(found)), found)


def unkept(typed: Mapping[str, object]) -> bool:
    return bool(typed.get("secret"))


PAPER = Procedure(
    kind="giay", title="Giấy", area="giay", facts=Paper, subject=lambda p: "", route=route, opening=opening,
    heading=lambda p, office: "Giấy mật" if p.secret else p.title,
    verbs=("assign", "opinion", "consent", "sign", "issue", "file"),
    checks={"giay.draft": has_draft}, changes={"prolong": prolong, "complete": complete},
    asks={"assign": Assign, "opinion": Said, "prolong": Later}, applies={"assign": assigned},
    leads=lambda p, office: (p.unit or None, p.responsible or None), entry=entry,
    numbered=lambda p, step, number: p.model_copy(update={"number": number}), sheets=sheets,
    links=lambda p: (Tie(p.belongs, "kèm theo"),) if p.belongs else (), urgency=lambda p: p.urgent,
    deadline=lambda p: p.reply_by, parts={"draft": "Dự thảo", "note": "Tờ trình"}, receives=takes_files,
    keeps=frozenset({"opinion"}), unkept=unkept, snapshot={"sign": frozen},
    period=lambda p: Period(date(2024, 10, 1), date(2024, 10, 31)),
)  # fmt: skip

BOOK = Book(
    "giay", "Sổ giấy", {"VP": "Văn phòng"}, {"giay": "Giấy"}, lambda law, on: str(on.year),
    lambda law: task("keep", "giữ sổ", unit("van_thu"), SOURCE, id="keep"),
    lambda body, type, number, on: f"{number:02}-G/{body}", (("so", "Số"),),
)  # fmt: skip


@hookimpl
def vptu_procedures() -> Any:
    return [PAPER]


@hookimpl
def vptu_books() -> Any:
    return [BOOK]


@hookimpl
def vptu_figures() -> Any:
    return [FigureRule("giay", "Giấy trong tháng", ("giay",), count)]


@hookimpl
def vptu_follow_ups(event: Event) -> list[Notice | Opens]:
    """A paper opens what it says, as a conclusion of a meeting does."""
    facts: Any = event.facts
    if event.kind != "giay" or event.act != "open" or not facts.leads_to:
        return []
    wanted = dict(facts.leads_to)
    return [Opens(wanted.pop("kind"), wanted, "giấy kéo theo")]
