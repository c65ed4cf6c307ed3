"""From what each plugin says to one set of rules: every name once, the first to claim it keeps it, both are named.

The product's own plugins come first, then those of other distributions, then the folder's; within each by name. So a
stranger can add to what is there and never take its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from core.extension.answers import as_functions, as_sequence, fault
from core.extension.failures import AnswerError
from core.extension.guard import Guard
from core.extension.plugin import Plugin
from core.law.procedure import Amendment, Bar, Check, Procedure, Rules

Answers = Callable[[str], Iterator[tuple[Plugin, object, object]]]
"""By hook: each plugin that answers, its answer, and the function that gave it."""


class _Checks(dict[str, Check]):
    """Checks by name. A matter on record may ask for one whose plugin is gone: then nobody can rule on its step."""

    def __missing__(self, name: str) -> Check:
        raise LookupError(f"không còn plugin nào có kiểm tra «{name}»")


def entries(answers: Answers, hook: str, kind: type, *more: type) -> Iterator[tuple[Plugin, Any, object]]:
    """The sound entries of every plugin's list; each other entry is a failure of its plugin and left out.

    `more` are further kinds an entry may be of.
    """
    for plugin, answer, rule in answers(hook):
        try:
            found = as_sequence(answer, kind)
        except AnswerError as error:
            plugin.keep(hook, error, rule)
            continue
        for entry in found:
            wrong = fault(entry, next((k for k in more if isinstance(entry, k)), kind))
            if wrong:
                plugin.keep(hook, AnswerError(wrong), rule)
            else:
                yield plugin, entry, rule


def gather_rules(plugins: Sequence[Plugin], answers: Answers) -> Rules:
    """Procedures, checks, bars and amendments of every plugin, and what is broken."""
    return _Gathering(plugins, answers).rules()


class _Gathering:
    def __init__(self, plugins: Sequence[Plugin], answers: Answers) -> None:
        self._plugins, self._answers = plugins, answers
        self._guards = {id(p): Guard(p.name, p.keep, own=p.own) for p in plugins}
        self._procedures: dict[str, Procedure] = {}
        self._checks = _Checks()
        self._check_owners: dict[str, tuple[Plugin, object]] = {}
        self._bars: dict[str, tuple[Bar, ...]] = {}
        self._amendments: dict[str, tuple[Amendment, ...]] = {}
        self._owner = {kind: p for p in plugins for kind in p.stake.kinds}
        """Kind -> plugin. Those of the product's own are theirs even while broken."""

    def rules(self) -> Rules:
        for plugin in self._plugins:
            plugin.kinds.clear()
            plugin.refused_checks.clear()
        for plugin, procedure, rule in entries(self._answers, "vptu_procedures", Procedure):
            self._each(plugin, "vptu_procedures", rule, self._add_procedure, procedure)
        for plugin, answer, rule in self._answers("vptu_checks"):
            self._each(plugin, "vptu_checks", rule, self._add_checks, answer)
        for plugin, answer, rule in self._answers("vptu_bars"):
            self._each(plugin, "vptu_bars", rule, self._add_bars, answer)
        for plugin, amendment, rule in entries(self._answers, "vptu_amendments", Amendment):
            self._each(plugin, "vptu_amendments", rule, self._add_amendment, amendment)
        answered = frozenset(norm for plugin in self._plugins if not plugin.why_broken() for norm in plugin.norms())
        return Rules(
            self._procedures,
            self._amendments,
            self._checks,
            self._bars,
            self._broken_places(),
            self._broken_kinds(),
            answered,
        )

    def _each(self, plugin: Plugin, hook: str, rule: object, add: Callable[[Plugin, Any], None], entry: object) -> None:
        try:
            add(plugin, entry)
        except AnswerError as error:
            plugin.keep(hook, error, rule)

    def _add_procedure(self, plugin: Plugin, procedure: Procedure) -> None:
        kind = procedure.kind
        owner = self._owner.get(kind, plugin)
        if kind in self._procedures or owner is not plugin:
            raise AnswerError(
                f"loại việc «{kind}» đã là của plugin «{owner.name}»",
                "Đặt mã khác; muốn thêm bước vào loại việc đó thì dùng vptu_amendments().",
            )
        guarded = self._guards[id(plugin)].procedure(procedure)
        self._add_checks(plugin, procedure.checks)
        self._owner[kind] = plugin
        self._procedures[kind] = guarded
        self._bars[kind] = guarded.bars
        plugin.kinds.append(kind)

    def _add_checks(self, plugin: Plugin, answer: object) -> None:
        """Two kinds of one plugin may share a check; two plugins, or two checks, may not share a name."""
        clashes = []
        for name, check in as_functions(answer, "Check").items():
            owner, known = self._check_owners.setdefault(name, (plugin, check))
            if owner is not plugin or known is not check:
                clashes.append(f"tên kiểm tra «{name}» đã là của plugin «{owner.name}»")
                plugin.refused_checks.add(name)
            else:
                guarded = self._guards[id(plugin)].check(name, check)  # type: ignore[arg-type]  # tested when asked
                self._checks[name] = guarded
        if clashes:
            raise AnswerError("; ".join(clashes), f"Đặt tên riêng, ví dụ «{plugin.name}.…».")

    def _add_bars(self, plugin: Plugin, answer: object) -> None:
        bars = as_functions(answer, "Bar")
        for kind, bar in bars.items():
            if kind in self._owner:
                guarded = self._guards[id(plugin)].bar(kind, bar)  # type: ignore[arg-type]
                self._bars[kind] = (*self._bars.get(kind, ()), guarded)
        for kind in bars:
            self._require_kind(kind)

    def _add_amendment(self, plugin: Plugin, amendment: Amendment) -> None:
        self._require_kind(amendment.kind)
        known = self._checks.keys() - plugin.refused_checks
        guarded = self._guards[id(plugin)].amendment(amendment, known)
        self._amendments[amendment.kind] = (*self._amendments.get(amendment.kind, ()), guarded)

    def _require_kind(self, kind: str) -> None:
        if kind not in self._owner:
            known = ", ".join(sorted(self._owner)) or "chưa có loại nào"
            raise AnswerError(f"không có loại việc «{kind}»", f"Các loại việc hiện có: {known}.")

    def _broken_places(self) -> dict[str, str]:
        """Articles, and single norms of other articles, that nobody soundly answers for."""
        found: dict[str, str] = {}
        for plugin in self._plugins:
            why = plugin.why_broken()
            if why:
                articles = (*(plugin.area.articles if plugin.area else ()), *plugin.stake.articles)
                found.update(dict.fromkeys((*articles, *plugin.stake.norms), why))
        return found

    def _broken_kinds(self) -> dict[str, str]:
        """Kinds that have no procedure because their plugin is broken. A stranger's that said nothing may be named
        after its kind."""
        ours = {plugin.name for plugin in self._plugins if plugin.own}
        return {
            kind: plugin.why_broken()
            for plugin in self._plugins
            for kind in (plugin.stake.kinds if plugin.own else (plugin.name,))
            if kind not in self._procedures and (plugin.own or kind not in ours) and plugin.why_broken()
        }
