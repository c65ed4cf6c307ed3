"""Fills a Word template. The template language is cut down to fields, one loop and conditions: a file that somebody may
edit is data, and must not be able to run code, hide a mistake, or change what a person wrote.

Imported only when a form is written: docxtpl and jinja2 are slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
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
from .view import opinion_fields, template_fields

LIST = "y_kien"
LOOP = frozenset({"index", "first", "last", "length"})
FILTERS = frozenset({"upper", "lower"})
PLAIN = (nodes.Template, nodes.Output, nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or)
"""What a template may consist of besides text, fields and the loop."""
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
MAX_PROPERTY = 255
"""Characters: python-docx writes no longer document property."""
HELP = "xem danh sách trường trong config/templates/README.md"


def fill(data: bytes, path: Path, values: Mapping[str, object]) -> bytes:
    """The template's bytes with every field filled in. Raises ConfigError naming `path` and what is wrong."""
    try:
        return repacked(_filled(data, Environment(path), values))
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


def _filled(data: bytes, language: Environment, values: Mapping[str, object]) -> bytes:
    form = DocxTemplate(BytesIO(data))
    form.init_docx()
    written = {name: getattr(form.docx.core_properties, name) for name in PROPERTIES}
    for name in PROPERTIES:  # these are no XML yet: filled below, without its escapes
        setattr(form.docx.core_properties, name, "")
    form.render(dict(values), language)
    plain = language.overlay(autoescape=False, finalize=_readable)
    for name, text in written.items():
        setattr(form.docx.core_properties, name, plain.from_string(text).render(values)[:MAX_PROPERTY])
    out = BytesIO()
    form.save(out)
    return out.getvalue()


class Environment(ImmutableSandboxedEnvironment):
    """Jinja without calls, arithmetic or attributes; each template is checked before it is compiled."""

    def __init__(self, path: Path) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        self.path = path

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(source, str):
            source, text = self.parse(source), source
            for fault, line in faults(source):
                raise ConfigError(f"Tệp mẫu «{self.path}»: {fault}{_near(text, line)}; {HELP}.")
        return super().compile(source, *args, **kwargs)


def _readable(value: object) -> str:
    return nfc(safe(str(value), multiline=True))


def _printed(value: object) -> Markup:
    """A value in Word's XML. docxtpl takes `{_{` for its own escape of `{{`: a person's text must not be one."""
    text = str(escape(_readable(value).replace("\t", " ")))
    return Markup(text.replace("{_", "{&#95;").replace("_}", "&#95;}"))


def faults(node: nodes.Node, loop: str = "") -> Iterator[tuple[str, int]]:
    """Everything in a parsed template that is no known field, with its line. `loop` names the items of the list."""
    match node:
        case nodes.TemplateData() | nodes.Const():
            return
        case nodes.For():
            yield from _loop_faults(node, loop)
        case nodes.Getattr(node=nodes.Name(name=name), attr=attribute) if loop and name == loop:
            yield from _unknown(f"{name}.{attribute}", attribute, opinion_fields(), node.lineno)
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attribute) if loop and attribute in LOOP:
            return
        case nodes.Name(name=name):
            yield from _unknown(name, name, (*template_fields(), loop), node.lineno)
        case nodes.Filter(node=nodes.Expr(), name=name, args=[], kwargs=[]) if name in FILTERS:
            yield from _inner_faults(node, loop)
        case nodes.Output(nodes=[*printed]) if any(_is_whole(p, loop) for p in printed):
            yield f"{LIST} là danh sách: phải ghi từng trường của nó, như «y.noi_dung», trong vòng lặp", node.lineno
        case _ if isinstance(node, PLAIN):
            yield from _inner_faults(node, loop)
        case _:
            yield "chỉ được ghi tên trường, vòng lặp y_kien và điều kiện, không được ghi lệnh khác", node.lineno


def _is_whole(node: nodes.Node, loop: str) -> bool:
    """The list itself, or one whole item of it."""
    return isinstance(node, nodes.Name) and node.name in (LIST, loop)


def _inner_faults(node: nodes.Node, loop: str) -> Iterator[tuple[str, int]]:
    for child in node.iter_child_nodes():
        yield from faults(child, loop)


def _loop_faults(node: nodes.For, loop: str) -> Iterator[tuple[str, int]]:
    match node:
        case nodes.For(target=nodes.Name(name=name), iter=nodes.Name(name=listed), test=None, recursive=False):
            if listed != LIST or loop:
                yield f"vòng lặp chỉ chạy qua danh sách {LIST}, không lồng nhau (đang ghi «{listed}»)", node.lineno
            for child in (*node.body, *node.else_):
                yield from faults(child, name)
        case _:
            yield f"vòng lặp phải viết «for y in {LIST}»", node.lineno


def _unknown(shown: str, name: str, known: Collection[str], line: int) -> Iterator[tuple[str, int]]:
    if name not in known:
        near = get_close_matches(name, known, 1)
        yield f"không có trường «{shown}»" + (f" (có phải «{near[0]}»?)" if near else ""), line


def _near(source: str, line: int) -> str:
    """The paragraph in which a fault lies, as the administrator sees it in Word."""
    lines = source.splitlines()
    text = re.sub(r"<[^>]*>", "", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return f", ở đoạn «{_cut(text)}»" if text else ""


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
