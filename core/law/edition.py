"""One version of the regulation, assembled from its three files: what is in it, in which tree, and that it all fits.

Parameters are read at once, because everything is judged by them; norms and readings when somebody first asks for
their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeVar

from core.errors import ConfigError
from core.law.citation import place
from core.law.provision_files import Row, Table, read_header, read_norm, read_parameter, read_reading
from core.law.provisions import Article, Chapter, Clause, Norm, Reading, shown
from core.text import words_key

Source = Table | Callable[[], Table]
"""A parsed file, or how to get it when it is first needed."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Provisions:
    """Everything norms.toml says, indexed."""

    norms: Mapping[str, Norm]
    clauses: Mapping[str, Clause]
    chapters: tuple[Chapter, ...]
    articles: Mapping[str, Article]


class Edition:
    """One version of the regulation: parameters at hand, norms and readings read when first used."""

    def __init__(self, norms: Source, parameters: Table, readings: Source, folder: str = "") -> None:
        self._norms, self._readings, self._folder = norms, readings, folder
        file = Row(parameters, f"{folder}parameters.toml")
        self.header: Final = read_header(file)
        self.parameters: Final = _by_id(file, "parameter", "tham số", read_parameter, lambda p: p.key)
        file.done()
        self._check_start()

    def _check_start(self) -> None:
        key = self.header.effective_from_setting
        if not key:
            return
        start = self.parameters[key].values[0].value if key in self.parameters else None
        if start != self.header.effective_from:
            raise ConfigError(
                f"{self._folder}parameters.toml, mục [version]: effective_from là {shown(self.header.effective_from)} "
                f"nhưng tham số «{key}» là {shown(start)}; hai nơi phải ghi cùng một ngày."
            )

    def _file(self, name: str, source: Source) -> Row:
        """A file of this version, refused if its header names another version."""
        file = Row(source() if callable(source) else source, f"{self._folder}{name}")
        if read_header(file) != self.header:
            raise ConfigError(
                f"{file.where}, mục [version]: không khớp với parameters.toml ({self.header.name}); "
                "ba tệp của một phiên bản phải có phần đầu giống nhau."
            )
        return file

    @cached_property
    def provisions(self) -> Provisions:
        file = self._file("norms.toml", self._norms)
        chapters = {c.id: c for c in map(_read_chapter, file.rows("chapter", "chương"))}
        articles = {a.id: (a, chapter) for a, chapter in map(_read_article, file.rows("article", "điều"))}
        titles = {article.id: article.title for article, _ in articles.values()}
        norms = _by_id(file, "norm", "quy phạm", lambda row: read_norm(row, titles), lambda n: n.id)
        file.done()
        provisions = _tree(norms, chapters, articles, file.where)
        for parameter in self.parameters.values():
            if parameter.clause is not None and parameter.clause not in provisions.clauses:
                raise ConfigError(
                    f"{self._folder}parameters.toml, tham số «{parameter.key}»: quy chế không có điều khoản "
                    f"«{parameter.clause}»; hãy sửa clause cho đúng mã trong norms.toml."
                )
        return provisions

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        file = self._file("readings.toml", self._readings)
        readings = _by_id(file, "reading", "cách hiểu", lambda row: read_reading(row, self.parameters), lambda r: r.id)
        file.done()
        _check_links(self.provisions.norms, readings, self._folder)
        return readings

    @cached_property
    def cites(self) -> Mapping[str, str]:
        """Of norms, clauses and whole articles."""
        p = self.provisions
        places: Iterable[Norm | Clause | Article] = (*p.articles.values(), *p.clauses.values(), *p.norms.values())
        return {place_.id: place_.cite for place_ in places}

    @cached_property
    def summaries(self) -> Mapping[str, str]:
        """Of norms, and of clauses all their norms together."""
        p = self.provisions
        return {c.id: "; ".join(n.summary for n in c.norms) for c in p.clauses.values()} | {
            n.id: n.summary for n in p.norms.values()
        }

    @cached_property
    def search_keys(self) -> Mapping[str, str]:
        return {
            n.id: words_key(
                f"{n.cite} {n.id} {n.article} {n.summary} {n.condition} {n.summary_en} {' '.join(n.enforce)}"
            )
            for n in self.provisions.norms.values()
        }


def _by_id(file: Row, name: str, label: str, read: Callable[[Row], T], id_of: Callable[[T], str]) -> dict[str, T]:
    found: dict[str, T] = {}
    at: dict[str, int] = {}
    for number, row in enumerate(file.rows(name, label), 1):
        one = read(row)
        key = id_of(one)
        if key in found:
            raise ConfigError(
                f"{file.where}: {label} «{key}» có hai lần (mục [[{name}]] thứ {at[key]} và thứ {number}); "
                "hãy bỏ một mục hoặc đặt mã khác."
            )
        found[key], at[key] = one, number
    return found


def _read_chapter(row: Row) -> Chapter:
    chapter = Chapter(row.text("id"), row.text("label"), row.text("title"), ())
    row.done()
    return chapter


def _read_article(row: Row) -> tuple[Article, str]:
    article, chapter = Article(row.text("id"), row.text("cite"), row.text("title"), ()), row.text("chapter")
    row.done()
    return article, chapter


def _tree(
    norms: Mapping[str, Norm],
    chapters: Mapping[str, Chapter],
    articles: Mapping[str, tuple[Article, str]],
    where: str,
) -> Provisions:
    held: dict[str, list[Norm]] = {}
    for norm in norms.values():
        held.setdefault(norm.clause, []).append(norm)
    clauses = {clause: Clause(clause, own[0].cite, tuple(own)) for clause, own in held.items()}
    placed: dict[str, list[Clause]] = {}
    for clause in clauses.values():
        if (where_ := place(clause.id)) is not None:
            placed.setdefault(where_.article, []).append(clause)
    filled = {key: replace(a, clauses=tuple(placed.get(key, ()))) for key, (a, _) in articles.items()}
    for key, (_, chapter) in articles.items():
        if chapter not in chapters:
            raise ConfigError(f"{where}, điều «{key}»: không có chương «{chapter}»; hãy khai [[chapter]] hoặc sửa lại.")
    tree = tuple(
        replace(c, articles=tuple(filled[key] for key, (_, chapter) in articles.items() if chapter == c.id))
        for c in chapters.values()
    )
    return Provisions(norms, clauses, tree, filled)


def _check_links(norms: Mapping[str, Norm], readings: Mapping[str, Reading], folder: str) -> None:
    """A norm names its readings and a reading its norms; both must say the same."""
    for norm in norms.values():
        for key in norm.readings:
            if key not in readings:
                raise ConfigError(
                    f"{folder}norms.toml, quy phạm «{norm.id}»: không có cách hiểu «{key}» trong readings.toml; "
                    "hãy thêm cách hiểu đó hoặc sửa mã."
                )
            if norm.id not in readings[key].norms:
                raise _one_sided(f"{folder}readings.toml", key, norm.id)
    for reading in readings.values():
        for norm_id in reading.norms:
            if norm_id not in norms:
                raise ConfigError(
                    f"{folder}readings.toml, cách hiểu «{reading.id}»: quy chế không có quy phạm «{norm_id}»; "
                    "hãy sửa cho đúng mã trong norms.toml."
                )
            if reading.id not in norms[norm_id].readings:
                raise _one_sided(f"{folder}norms.toml", reading.id, norm_id)


def _one_sided(file: str, reading: str, norm: str) -> ConfigError:
    return ConfigError(
        f"{file}: cách hiểu «{reading}» và quy phạm «{norm}» chỉ liên kết một chiều; hãy ghi mã ở cả hai tệp."
    )
