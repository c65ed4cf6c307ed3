"""Fills a Word template. The template language is cut down to fields, loops and conditions: a file that somebody may
edit is data, and must not be able to run code, hide a mistake, or change what a person wrote.

Imported only when a paper is written: docxtpl and jinja2 are slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from core.errors import ConfigError
from core.text import nfc, safe

from .archive import repacked
from .view import listed, shown, values

LOOP = frozenset({"index", "first", "last", "length"})
FILTERS = frozenset({"upper", "lower"})
PLAIN = (nodes.Template, nodes.Output, nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or)
"""What a template may consist of besides text, fields and loops."""
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
MAX_PROPERTY = 255
"""Characters: python-docx writes no longer document property."""
HELP = "xem danh sách trường trong config/templates/README.md"


def fill(data: bytes, path: Path, view: object) -> bytes:
    """The template's bytes with every field of the view filled in. ConfigError names `path` and what is wrong."""
    known = Known(shown(type(view)), listed(type(view)))
    try:
        return repacked(_filled(data, Environment(path, known), values(view)))
    except ConfigError:
        raise
    except TemplateSyntaxError as error:
        where = next((line.strip() for line in getattr(error, "docx_context", ()) if "{" in line), "")
        near = f" gần «{_cut(where)}»" if where else ""
        raise ConfigError(f"Tệp mẫu «{path}»: viết sai dấu ngoặc của trường{near}; {HELP}.") from error
    except Exception as error:  # whatever the libraries say about a file that Word itself would not open
        raise ConfigError(
            f"Tệp mẫu «{path}» không phải tệp Word (.docx) hoặc đã hỏng ({type(error).__name__}); "
            "mở bằng Word rồi lưu lại dạng .docx, hoặc chép lại mẫu kèm theo chương trình."
        ) from error


def _filled(data: bytes, language: Environment, context: Mapping[str, object]) -> bytes:
    form = DocxTemplate(BytesIO(data))
    form.init_docx()
    written = {name: getattr(form.docx.core_properties, name) for name in PROPERTIES}
    for name in PROPERTIES:  # these are no XML yet: filled below, without its escapes
        setattr(form.docx.core_properties, name, "")
    form.render(dict(context), language)
    plain = language.overlay(autoescape=False, finalize=_readable)
    for name, text in written.items():
        setattr(form.docx.core_properties, name, plain.from_string(text).render(context)[:MAX_PROPERTY])
    out = BytesIO()
    form.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Known:
    """The words a template may use where they stand."""

    fields: Collection[str]
    lists: Mapping[str, Collection[str]]
    """List -> the fields of its items; none where the items are plain text."""
    item: str = ""
    """What the loop in which they stand calls its item; "" outside of loops."""
    of_item: Collection[str] = ()

    @property
    def wholes(self) -> frozenset[str]:
        """What can be gone through or tested, but not printed."""
        return frozenset(self.lists) | ({self.item} if self.of_item else set())

    @property
    def loops(self) -> str:
        return ", ".join(self.lists)


class Environment(ImmutableSandboxedEnvironment):
    """Jinja without calls, arithmetic or attributes; each template is checked before it is compiled."""

    def __init__(self, path: Path, known: Known) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        self.path = path
        self.known = known

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(source, str):
            source, text = self.parse(source), source
            for fault, line in faults(source, self.known):
                raise ConfigError(f"Tệp mẫu «{self.path}»: {fault}{_near(text, line)}; {HELP}.")
        return super().compile(source, *args, **kwargs)


def _readable(value: object) -> str:
    return nfc(safe(str(value), multiline=True))


def _printed(value: object) -> Markup:
    """A value in Word's XML. docxtpl takes `{_{` for its own escape of `{{`: a person's text must not be one."""
    text = str(escape(_readable(value).replace("\t", " ")))
    return Markup(text.replace("{_", "{&#95;").replace("_}", "&#95;}"))


def faults(node: nodes.Node, known: Known) -> Iterator[tuple[str, int]]:
    """Everything in a parsed template that is no known field, with its line."""
    match node:
        case nodes.TemplateData() | nodes.Const():
            return
        case nodes.For():
            yield from _loop_faults(node, known)
        case nodes.Getattr(node=nodes.Name(name=name), attr=attribute) if known.item and name == known.item:
            yield from _unknown(f"{name}.{attribute}", attribute, known.of_item, node.lineno)
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attribute) if known.item and attribute in LOOP:
            return
        case nodes.Name(name=name):
            yield from _unknown(name, name, (*known.fields, known.item), node.lineno)
        case nodes.Filter(node=nodes.Expr(), name=name, args=[], kwargs=[]) if name in FILTERS:
            yield from _inner_faults(node, known)
        case nodes.Output(nodes=[*parts]) if whole := next((w for part in parts for w in _wholes(part, known)), ""):
            yield _whole_fault(whole, known), node.lineno
        case _ if isinstance(node, PLAIN):
            yield from _inner_faults(node, known)
        case _:
            loops = f", vòng lặp {known.loops}" if known.lists else ""
            yield f"chỉ được ghi tên trường{loops} và điều kiện, không được ghi lệnh khác", node.lineno


def _wholes(node: nodes.Node, known: Known) -> Iterator[str]:
    """The lists and whole items of them that a part of the output would print."""
    match node:
        case nodes.Name(name=name) if name in known.wholes:
            yield name
        case nodes.CondExpr(expr1=first, expr2=second):
            for shown_one in (first, second):
                yield from _wholes(shown_one, known) if shown_one is not None else ()
        case nodes.Filter() | nodes.And() | nodes.Or():
            for part in node.iter_child_nodes():
                yield from _wholes(part, known)


def _whole_fault(whole: str, known: Known) -> str:
    if whole == known.item:
        return f"{whole} là một mục của danh sách: phải ghi từng trường của nó, như «{whole}.{_first(known.of_item)}»"
    fields = known.lists[whole]
    how = f"phải ghi từng trường của nó, như «y.{_first(fields)}»," if fields else "phải ghi từng mục của nó"
    return f"{whole} là danh sách: {how} trong vòng lặp «for y in {whole}»"


def _first(fields: Collection[str]) -> str:
    return next(iter(fields))


def _inner_faults(node: nodes.Node, known: Known) -> Iterator[tuple[str, int]]:
    for child in node.iter_child_nodes():
        yield from faults(child, known)


def _loop_faults(node: nodes.For, known: Known) -> Iterator[tuple[str, int]]:
    match node:
        case nodes.For(target=nodes.Name(name=name), iter=nodes.Name(name=over), test=None, recursive=False):
            if over not in known.lists or known.item:
                lists = f"danh sách {known.loops}" if known.lists else "danh sách, mà mẫu này không có"
                yield f"vòng lặp chỉ chạy qua {lists}, không lồng nhau (đang ghi «{over}»)", node.lineno
            inside = replace(known, item=name, of_item=known.lists.get(over, ()))
            for child in (*node.body, *node.else_):
                yield from faults(child, inside)
        case _:
            yield f"vòng lặp phải viết «for y in {next(iter(known.lists), 'danh_sach')}»", node.lineno


def _unknown(written: str, name: str, known: Collection[str], line: int) -> Iterator[tuple[str, int]]:
    if name not in known:
        near = get_close_matches(name, known, 1)
        yield f"không có trường «{written}»" + (f" (có phải «{near[0]}»?)" if near else ""), line


def _near(source: str, line: int) -> str:
    """The paragraph in which a fault lies, as the administrator sees it in Word."""
    lines = source.splitlines()
    text = re.sub(r"<[^>]*>", "", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return f", ở đoạn «{_cut(text)}»" if text else ""


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
