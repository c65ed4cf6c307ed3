"""The Word file of the leave form, made from a template, read back with python-docx."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from config.template_files import FOLDER, find_template, packaged_templates
from core.errors import ConfigError, VptuError
from core.law.route import Route
from core.printing.template import printed
from core.printing.view import shown
from plugins.leave.forms import FormView, form_view
from tests.support.forms_office import LAW, granted, leave, matter, office

TEMPLATE = find_template("don_nghi.docx", None)


def paper(view: FormView, template: Path = TEMPLATE) -> Docx:
    return Document(BytesIO(printed(view, template)))


def words(form: Docx) -> str:
    """All text of a form in the order of the page, tables included, and its footer."""
    parts = [p.text for block in form.iter_inner_content() for p in _paragraphs(block)]
    return "\n".join([*parts, *(p.text for p in form.sections[0].footer.paragraphs)])


def _paragraphs(block: Paragraph | Table) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block]
    return [p for row in block.rows for cell in row.cells for p in cell.paragraphs]


def template_of(tmp_path: Path, *texts: str, name: str = "don_nghi.docx") -> Path:
    """A template with one paragraph per text, as an office might write it."""
    form = Document()
    for text in texts:
        form.add_paragraph(text)
    form.save(str(tmp_path / name))
    return tmp_path / name


@pytest.fixture
def view() -> FormView:
    return form_view(granted(), office(), LAW, number=37)


def test_a_leave_the_regulation_does_not_govern_still_prints() -> None:
    here = office()
    silent = replace(matter(leave(), here), route=Route())
    found = form_view(silent, here, LAW)
    assert (found.addressees, found.opinions, found.signing_authority) == ("", (), "")
    assert "Kính gửi: …" in words(paper(found))


def test_form_prints_everything_on_a_page_laid_out_for_the_office(view: FormView) -> None:
    form = paper(view)
    text = words(form)
    for said in (
        "THÀNH ỦY NAM SƠN\nVĂN PHÒNG\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nNam Sơn, ngày 05 tháng 10 năm 2024\n",
        "Tôi là: Nguyễn Thị Ánh\n",
        "Từ buổi sáng ngày 10/10/2024 đến hết buổi sáng ngày 11/10/2024.",
        "Lý do: Việc nhà\n",
        "đồng chí Đỗ Văn Hai, thay Chánh Văn phòng (Điều 5)\n14 giờ 15, ngày 07/10/2024\n",
        "K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n",
        "Lưu tại Lưu trữ: số 37, ngày 08/10/2024.",
        "Việc số 12 – đã đủ thủ tục",
    ):
        assert said in text
    assert "{" not in text and "%" not in text
    assert len(form.tables[1].rows) == 1 + len(view.opinions)


def test_the_packaged_template_keeps_the_offices_typography() -> None:
    form = Document(str(TEMPLATE))
    section = form.sections[0]
    assert [round((x or 0) / Cm(1), 1) for x in (section.page_width, section.page_height)] == [21.0, 29.7]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round((x or 0) / Cm(1), 2) for x in margins] == [2, 2, 3, 1.5]
    normal = form.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))


def test_empty_fields_leave_room_to_write(view: FormView) -> None:
    text = words(paper(replace(view, address="", number="", filed_on="", standing_deputy="", phone="")))
    assert re.search("Nơi ở khi nghỉ: …+\n", text)
    assert re.search("số …+, ngày …+", text)
    assert "Phó thường trực" not in text and "Qua điện thoại" not in text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("{{ ho_ten }} {% for x in y %} {# a #}", "{{ ho_ten }} {% for x in y %} {# a #}"),
        ("{_{ a }_} {_% b %_}", "{_{ a }_} {_% b %_}"),
        ("<w:p>&amp; \"x\" 'y' </w:t> ]]>", "<w:p>&amp; \"x\" 'y' </w:t> ]]>"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("xin\x1b[31m nghỉ\x00\x07", "xin␛[31m nghỉ␀␇"),
        ("phải\u202etrái\u200b", "phảitrái"),
        ("a\udcffb\ufffec", "a\ufffdb\ufffdc"),
        ("e\u0302\u0301 uo\u031b\u0300", "ế uờ"),
        ("dòng một\ndòng hai\tcột", "dòng một\ndòng hai cột"),
        ("x" * 4000, "x" * 4000),
    ],
)
def test_whatever_a_person_typed_is_printed_and_nothing_else(view: FormView, typed: str, printed: str) -> None:
    last = replace(view.opinions[-1], text=typed)
    text = words(paper(replace(view, reason=typed, opinions=(*view.opinions[:-1], last))))
    assert f"Lý do: {printed}\n" in text
    assert f"\n{printed}\n" in text
    assert "Người nhận bàn giao: đồng chí Phạm Bình" in text


def test_same_view_and_template_give_the_same_bytes(view: FormView) -> None:
    assert printed(view, TEMPLATE) == printed(view, TEMPLATE)
    assert {e.date_time[0] for e in zipfile.ZipFile(BytesIO(printed(view, TEMPLATE))).infolist()} == {1980}


def test_fields_in_the_documents_properties_are_filled_as_plain_text(view: FormView, tmp_path: Path) -> None:
    form = Document()
    form.core_properties.title = "Đơn của {{ ho_ten }}"
    form.save(str(tmp_path / "t.docx"))
    made = paper(replace(view, name="A & {_{B}_} <C>"), tmp_path / "t.docx")
    assert made.core_properties.title == "Đơn của A & {_{B}_} <C>"


def test_an_office_may_write_its_own_template(view: FormView, tmp_path: Path) -> None:
    own = template_of(
        tmp_path, "{{ ho_ten|upper }}", "{%p for y in y_kien %}", "{{ loop.index }}. {{ y.nguoi }}", "{%p endfor %}",
        "{% if dien_thoai and so_ngay %}có{% else %}không{% endif %}",
    )  # fmt: skip
    made = paper(replace(view, name="Ánh & con"), own)
    assert [p.text for p in made.paragraphs] == [
        "ÁNH & CON", "1. đồng chí TS. Trần Thị Một", "2. đồng chí Đỗ Văn Hai", "không",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Tên: {{ ho_tne }}", r"không có trường «ho_tne» \(có phải «ho_ten»\?\), ở đoạn «Tên: {{ ho_tne }}»"),
        ("{% if hidden %}x{% endif %}", "không có trường «hidden»"),
        ("{% for y in y_kien %}{{ y.nguoii }}{% endfor %}", r"không có trường «y.nguoii» \(có phải «nguoi»\?\)"),
        ("{{ ''.__class__ }}", "không được ghi lệnh khác"),
        ("{{ ho_ten.__class__.__mro__ }}", "không được ghi lệnh khác"),
        ("{{ ho_ten['__class__'] }}", "không được ghi lệnh khác"),
        ("{% for y in y_kien %}{{ y.__class__ }}{% endfor %}", "không có trường «y.__class__»"),
        ("{% for y in y_kien %}{{ y.nguoi.__class__ }}{% endfor %}", "không được ghi lệnh khác"),
        ("{% for y in y_kien %}{{ loop.cycle }}{% endfor %}", "không được ghi lệnh khác"),
        ("{{ range(9) }}", "không được ghi lệnh khác"),
        ("{{ 'a' * 99999999 }}", "không được ghi lệnh khác"),
        ("{{ ho_ten|attr('x') }}", "không được ghi lệnh khác"),
        ("{% set x = 1 %}", "không được ghi lệnh khác"),
        ("{% include 'x' %}", "không được ghi lệnh khác"),
        ("{% for c in ho_ten %}{{ c }}{% endfor %}", "chỉ chạy qua danh sách y_kien"),
        ("{% for a in y_kien %}{% for b in y_kien %}x{% endfor %}{% endfor %}", "không lồng nhau"),
        ("{% for a in y_kien if a %}x{% endfor %}", "phải viết «for y in y_kien»"),
        ("{{ y_kien }}", "y_kien là danh sách"),
        ("{{ y_kien or 'x' }}", "y_kien là danh sách"),
        ("{{ y_kien|upper }}", "y_kien là danh sách"),
        ("{{ y_kien if ho_ten else 'x' }}", "y_kien là danh sách"),
        ("{% for y in y_kien %}{{ y }}{% endfor %}", "y là một mục của danh sách"),
        ("Tên: {{ ho_ten", "viết sai dấu ngoặc của trường"),
        ("{% if ho_ten %}x", "viết sai dấu ngoặc của trường"),
    ],
)
def test_a_wrong_template_is_refused_by_name_and_place(view: FormView, tmp_path: Path, text: str, says: str) -> None:
    own = template_of(tmp_path, "Đơn", text)
    with pytest.raises(ConfigError, match=says) as caught:
        printed(view, own)
    assert str(own) in str(caught.value) and "config/templates/README.md" in str(caught.value)


def test_a_wrong_field_in_the_footer_is_found_too(view: FormView, tmp_path: Path) -> None:
    form = Document()
    form.sections[0].footer.paragraphs[0].text = "{{ so_viec }}"
    form.save(str(tmp_path / "t.docx"))
    with pytest.raises(ConfigError, match="«so_viec»"):
        printed(view, tmp_path / "t.docx")


def _zip(path: Path, *entries: tuple[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)


def _half_of_the_packaged(path: Path) -> None:
    path.write_bytes(TEMPLATE.read_bytes()[:6000])


def _a_damaged_part(path: Path) -> None:
    with zipfile.ZipFile(TEMPLATE) as old:
        entries = [(e.filename, old.read(e)) for e in old.infolist()]
    _zip(path, *((n, c[: len(c) // 2] if n == "word/document.xml" else c) for n, c in entries))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda p: None, "Không có tệp mẫu"),
        (lambda p: p.mkdir(), "Không có tệp mẫu"),
        (lambda p: p.write_bytes(b""), "không phải tệp Word"),
        (lambda p: p.write_text("Đơn xin nghỉ", encoding="utf-8"), "không phải tệp Word"),
        (lambda p: _zip(p, ("a.txt", b"a")), "không phải tệp Word"),
        (_half_of_the_packaged, "không phải tệp Word"),
        (_a_damaged_part, "đã hỏng"),
        (lambda p: p.write_bytes(b"PK" + b"\0" * (5 * 1024 * 1024)), "giới hạn là 5 MB"),
        (lambda p: _zip(p, ("a", b"\0" * (51 * 1024 * 1024))), "bung ra quá lớn"),
    ],
)
def test_a_file_that_is_no_template_is_refused(
    view: FormView, tmp_path: Path, make: Callable[[Path], object], says: str
) -> None:
    own = tmp_path / "don_nghi.docx"
    make(own)
    with pytest.raises(VptuError, match=says) as caught:
        printed(view, own)
    assert str(own) in str(caught.value)


# Fields and files of templates


def test_the_packaged_template_uses_every_field_an_applicant_expects() -> None:
    with zipfile.ZipFile(TEMPLATE) as archive:
        xml = "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("word/"))
    assert [name for name in shown(FormView) if not re.search(rf"[ {{]{name}\b", xml)] == []


def test_the_offices_own_template_stands_before_the_packaged_one(tmp_path: Path) -> None:
    assert find_template("don_nghi.docx", tmp_path) == FOLDER / "don_nghi.docx"
    own = template_of(tmp_path, "Đơn")
    assert find_template("don_nghi.docx", tmp_path) == own
    assert find_template("don_nghi.docx", None) == FOLDER / "don_nghi.docx"
    assert "don_nghi.docx" in packaged_templates()


@pytest.mark.parametrize("name", ["", "../don_nghi.docx", "/etc/passwd", "a\\b.docx", "."])
def test_a_template_is_called_by_its_file_name_only(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError):
        find_template(name, tmp_path)


def test_a_template_nobody_has_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"don_nghi\.docx"):
        find_template("giay_khen.docx", tmp_path)


def test_importing_the_forms_does_not_load_the_slow_libraries() -> None:
    heavy = "{'docxtpl', 'docx', 'jinja2', 'icalendar', 'openpyxl'}"
    light = "plugins.leave.forms, plugins.documents.forms, core.printing.template, core.printing.table"
    code = f"import sys, config.template_files, {light}; sys.exit(len({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parent.parent).returncode == 0
