"""The regulation: its tree, one place in it, words to find, and the office's official text."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from core.errors import UsageError
from core.text import safe, words_key
from tui.cli.accounting import AREA_VI, STATE_VI, Account, accounts
from tui.cli.files import read_bytes
from tui.cli.parameters import value_words
from tui.cli.render import Json, print_list
from tui.cli.words import nearest

if TYPE_CHECKING:
    from core.law.provisions import Article, Clause, Norm
    from core.law.regulation import Law
    from tui.cli.context import Context

ENFORCE_VI = {"block": "chặn", "require": "đòi hỏi", "remind": "nhắc", "record": "ghi nhận", "report": "báo cáo"}


def show(context: Context) -> int:
    law = context.premises.law(context.now)
    wanted = context.words.maybe("ĐIỀU_KHOẢN")
    if wanted is None:
        return _general(context, law)
    title, clauses, norms = _found(wanted, law)
    by_norm = {a.norm.id: a for a in accounts(context)}
    if context.json:
        context.page.data(
            {"cite": title, "clauses": [_clause_json(c, norms, by_norm, context, law) for c in clauses]}
        )  # fmt: skip
        return 0
    context.page.line(title, tone="bold")
    for clause in clauses:
        _print_clause(context, clause, norms, by_norm, law)
    return 0


def _general(context: Context, law: Law) -> int:
    header = law.header
    imported = context.official_texts()
    articles = sum(len(c.articles) for c in law.chapters)
    if context.json:
        context.page.data(
            {"version": header.id, "title": header.title, "from": header.effective_from.isoformat(),
             "until": header.effective_until and header.effective_until.isoformat(), "articles": articles,
             "clauses": len(law.clauses), "norms": len(law.norms), "readings": len(law.readings),
             "official_texts": len(imported)}
        )  # fmt: skip
        return 0
    page = context.page
    page.line(f"{header.title} ({header.id})", tone="bold")
    until = f" đến hết {header.effective_until:%d/%m/%Y}" if header.effective_until else ""
    page.pairs(
        [
            ("Hiệu lực", f"từ {header.effective_from:%d/%m/%Y}{until}"),
            (
                "Gồm",
                f"{articles} phần và điều, {len(law.clauses)} điều khoản, {len(law.norms)} quy định, "
                f"{len(law.readings)} cách hiểu",
            ),
            (
                "Nguyên văn",
                f"đã nạp {len(imported)} điều khoản" if imported else "chưa nạp; nạp bằng «vptu quy-che import TỆP»",
            ),
        ]
    )
    return 0


def _found(wanted: str, law: Law) -> tuple[str, list[Clause], frozenset[str]]:
    """The title, the clauses and the norms meant by an id or a citation. Raises UsageError for what does not exist."""
    articles = {a.id: a for c in law.chapters for a in c.articles}
    wanted = _by_citation(wanted, law, articles)
    if wanted in law.norms:
        norm = law.norms[wanted]
        return norm.cite, [law.clauses[norm.clause]], frozenset((norm.id,))
    if wanted in law.clauses:
        clause = law.clauses[wanted]
        return f"{clause.cite} – {clause.norms[0].article}", [clause], frozenset(n.id for n in clause.norms)
    if wanted in articles:
        article = articles[wanted]
        return (
            f"{article.cite}. {article.title}",
            list(article.clauses),
            frozenset(n.id for c in article.clauses for n in c.norms),
        )
    known = [*articles, *law.clauses, *law.norms]
    raise UsageError(
        f"Quy chế không có «{safe(wanted)[:60]}»{nearest(wanted, known)}; xem mục lục bằng «vptu quy-che tree»."
    )


def _by_citation(wanted: str, law: Law, articles: dict[str, Article]) -> str:
    """`Điều 18, khoản 3` or `dieu 18` as an id; anything else as it is."""
    key = words_key(wanted)
    cites = {a.id: a.cite for a in articles.values()} | {c.id: c.cite for c in law.clauses.values()}
    return next((id_ for id_, cite in cites.items() if words_key(cite) == key), wanted)


def _clause_json(
    clause: Clause, norms: frozenset[str], by_norm: dict[str, Account], context: Context, law: Law
) -> Json:
    official = context.official_texts().get(clause.id)
    return {
        "id": clause.id,
        "cite": clause.cite,
        "official_text": official.text if official else None,
        "norms": [_norm_json(n, by_norm[n.id]) for n in clause.norms if n.id in norms],
        "parameters": [
            {"key": p.key, "value": law.values[p.key]} for p in law.parameters.values() if p.clause == clause.id
        ],
        "readings": list(dict.fromkeys(r for n in clause.norms if n.id in norms for r in n.readings)),
    }


def _norm_json(norm: Norm, found: Account) -> Json:
    return {
        "id": norm.id, "summary": norm.summary, "summary_en": norm.summary_en, "condition": norm.condition,
        "kind": norm.kind, "actor": norm.actor, "counterpart": norm.counterpart, "enforce": list(norm.enforce),
        "area": norm.area, "status": found.state, "by": found.by,
    }  # fmt: skip


def _print_clause(
    context: Context, clause: Clause, norms: frozenset[str], by_norm: dict[str, Account], law: Law
) -> None:
    page = context.page
    page.heading(f"{clause.cite} [{clause.id}]")
    official = context.official_texts().get(clause.id)
    if official:
        page.line("Nguyên văn", indent=2, tone="faint")
        page.line(f"«{official.text}»", indent=4)
    chosen = [n for n in clause.norms if n.id in norms]
    for norm in chosen:
        condition = f" Khi: {norm.condition}." if norm.condition else ""
        page.item(f"{norm.id}: {norm.summary}.{condition}", "§")
        does = ", ".join(ENFORCE_VI.get(e, e) for e in norm.enforce)
        found = by_norm[norm.id]
        by = AREA_VI.get(found.by, found.by)
        page.line(f"Chương trình: {does}; {STATE_VI[found.state]} ({by})", indent=4, tone="faint")
    for parameter in law.parameters.values():
        if parameter.clause == clause.id:
            unit = f" {parameter.unit}" if parameter.unit else ""
            page.item(
                f"{parameter.title}: {value_words(parameter, law.values[parameter.key])}{unit} ({parameter.key})", "="
            )
    for reading in dict.fromkeys(r for n in chosen for r in n.readings):
        page.item(f"{reading}: {law.reading(reading).issue} → {law.chosen(reading)}", "?")


def tree(context: Context) -> int:
    law = context.premises.law(context.now)
    if context.json:
        context.page.data(
            {"chapters": [
                {"id": c.id, "label": c.label, "title": c.title, "articles": [
                    {"id": a.id, "cite": a.cite, "title": a.title, "clauses": [
                        {"id": k.id, "cite": k.cite, "norms": [n.id for n in k.norms]} for k in a.clauses]}
                    for a in c.articles]}
                for c in law.chapters]}
        )  # fmt: skip
        return 0
    page = context.page
    for chapter in law.chapters:
        page.heading(f"{chapter.label}: {chapter.title}" if chapter.label != chapter.title else chapter.title)
        for article in chapter.articles:
            page.item(f"{article.cite}. {article.title} [{article.id}]", "•")
            page.line(", ".join(c.id for c in article.clauses if c.id != article.id), indent=4, tone="faint")
    return 0


def search(context: Context) -> int:
    law = context.premises.law(context.now)
    text = " ".join(context.words.many("CHỮ"))
    found = law.search(text)
    if context.json:
        context.page.data(
            {"norms": [{"id": n.id, "cite": n.cite, "summary": n.summary, "area": n.area} for n in found]}
        )
        return 0
    if not found:
        context.page.line(f"Không thấy quy định nào có «{text}»; thử ít chữ hơn.")
    for norm in found:
        context.page.item(f"{norm.cite} [{norm.id}]: {norm.summary}", "§")
    return 0


def import_text(context: Context) -> int:
    """Bind the office's official text to the clauses, keep what bound, and say what did not."""
    from core.law.official_text import bind, decode

    raw = read_bytes(context.words.raw("TỆP"), "tệp toàn văn quy chế")
    house = context.house
    binding = bind(decode(raw), house.desk.law(context.now))
    if not binding.texts:
        raise UsageError("Không gắn được điều khoản nào; hãy chọn đúng tệp toàn văn quy chế.")
    house.governing.import_official_text(binding.texts, sha256(raw).hexdigest(), by=context.me, at=context.now)
    if context.json:
        context.page.data(
            {"bound": len(binding.texts), "missing": list(binding.missing),
             "leftovers": [{"line": n, "text": words} for n, words in binding.leftovers],
             "faults": [{"where": f.where, "line": f.line, "why": f.why} for f in binding.unbound]}
        )  # fmt: skip
        return 0
    context.page.line(binding.summary, tone="good" if not binding.unbound else "warn")
    print_list(
        context.page,
        "Chưa gắn được",
        (f.why if f.line is None else f"dòng {f.line}: {f.why}" for f in binding.unbound),
        "!",
    )
    if binding.dropped:
        context.page.line(f"Phần ký tên ({len(binding.dropped)} dòng) không lưu.", tone="faint")
    return 0
