"""Party documents on paper: what they say by the profile of their day, the Word files, hostile text."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from config.regulation_files import load
from config.template_files import FOLDER, find_template, packaged_templates
from core.errors import ConfigError, UsageError
from core.printing.view import listed, shown
from plugins.documents.forms import (
    DIGEST,
    PARAMETER,
    PROFILES,
    SLIP,
    TRAVEL,
    Answer,
    Digest,
    DigestView,
    Leg,
    Meeting,
    Paper,
    PaperView,
    Said,
    Slip,
    SlipView,
    Travel,
    TravelView,
    digest_docx,
    document_docx,
    layout_of,
    paper_view,
    submission_slip,
    travel_paper,
)
from plugins.leave.forms import FormView

DAY = date(2024, 2, 5)
REPORT = Paper(
    parent="Thành ủy Nam Sơn", body="Văn phòng", place="Nam Sơn", day=DAY, profile="HD36", sign="VPTU",
    type="bao_cao", type_name="Báo cáo", symbol="BC", number=7, title="kết quả công tác tháng 01 năm 2024",
    text=("Thực hiện chương trình công tác năm 2024.", "Văn phòng báo cáo kết quả như sau./."),
    recipients=("Thường trực Thành ủy", "Các ban xây dựng Đảng"),
    authority=("K/T Chánh Văn phòng", "Phó Chánh Văn phòng"), signer="đồng chí TS. Trần Thị Một",
)  # fmt: skip
LETTER = replace(REPORT, type="cong_van", type_name="Công văn", symbol="CV", number=12, title="V/v báo cáo",
                 addressees=("Các đảng ủy phường",))  # fmt: skip
SUBMISSION = replace(REPORT, type="to_trinh", type_name="Tờ trình", symbol="TTr",
                     addressees=("Ban Thường vụ Thành ủy", "Thường trực Thành ủy"))  # fmt: skip
MEETING = Meeting(inviter="Văn phòng Thành ủy", subject="Dự thảo Quy chế", time="08 giờ 00, ngày 09/02/2024",
                  place="Phòng họp số 2", documents="Gửi kèm", preparation="Ý kiến góp ý.")  # fmt: skip
INVITATION = replace(REPORT, type="giay_moi", type_name="Giấy mời", symbol="GM", addressees=("Đồng chí Bí thư",),
                     meeting=MEETING)  # fmt: skip
SUMMONS = replace(LETTER, type="cong_van_moi_hop", profile="HD05", meeting=replace(MEETING, participants="Các Phó"))
SLIP_OF_5 = Slip(
    parent="Thành ủy Nam Sơn", body="Văn phòng", place="Nam Sơn", day=DAY, number="15",
    addressees=("Đồng chí Chánh Văn phòng",), title="Ban hành Kế hoạch.", submitter="Nguyễn Thị Ánh",
    post="Chuyên viên", unit="Bộ phận Tổng hợp", asked=("Xin ý kiến về dự thảo.",), dossier=("Phiếu trình", "Dự thảo"),
    opinions=(Said(level="Phó Chánh Văn phòng", person="đồng chí Một", at="09 giờ 30", text="Đồng ý trình."),
              Said(level="Chánh Văn phòng")),
)  # fmt: skip
ROUND = Digest(
    parent="Thành ủy Nam Sơn", body="Văn phòng", place="Nam Sơn", day=DAY, signer="Nguyễn Thị Ánh",
    title="Quy chế chi tiêu nội bộ", method="Phiếu lấy ý kiến", asked=date(2024, 2, 1), due=DAY,
    answers=(Answer(name="Trần Thị Một", answer="Đồng ý"), Answer(name="Lê Thị Ba", post="Bí thư Chi bộ"),
             Answer(name="Đỗ Văn Hai", answer="Không đồng ý", text="Mức khoán  cao;\nđề nghị giữ như cũ", at="10 giờ")),
)  # fmt: skip
JOURNEY = Travel(
    parent="Thành ủy Nam Sơn", body="Văn phòng", place="Nam Sơn", day=DAY, number="05-GĐĐ/VPTU", name="Nguyễn Thị Ánh",
    post="Chuyên viên", organisation="Văn phòng Thành ủy", order="Công lệnh số 08", purpose="Làm việc",
    destination="Tỉnh ủy", transport="Ô tô", period="02 ngày", authority=("CHÁNH VĂN PHÒNG",), signer="Lê Văn Chánh",
    legs=(Leg(place="Tỉnh ủy", arrived="09 giờ 00, ngày 06/02/2024"),),
)  # fmt: skip
Printable = Paper | Slip | Digest | Travel
TEMPLATES: dict[type, tuple[str, ...]] = {
    FormView: ("don_nghi.docx",),
    PaperView: ("van_ban.docx", "cong_van.docx", "giay_moi.docx"),
    SlipView: (SLIP,),
    DigestView: (DIGEST,),
    TravelView: (TRAVEL,),
}


def file_of(paper: Printable, template: Path | None = None) -> bytes:
    match paper:
        case Paper():
            return document_docx(paper, template or find_template(layout_of(paper.type).template, None))
        case Slip():
            return submission_slip(paper, template or find_template(SLIP, None))
        case Digest():
            return digest_docx(paper, template or find_template(DIGEST, None))
    return travel_paper(paper, template or find_template(TRAVEL, None))


def opened(paper: Printable, template: Path | None = None) -> Docx:
    return Document(BytesIO(file_of(paper, template)))


def words(form: Docx) -> str:
    """All text in the order of the page, tables included."""
    return "\n".join(p.text for block in form.iter_inner_content() for p in _paragraphs(block))


def _paragraphs(block: Paragraph | Table) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block]
    return [p for row in block.rows for cell in row.cells for p in cell.paragraphs]


def template_of(tmp_path: Path, *texts: str) -> Path:
    form = Document()
    for text in texts:
        form.add_paragraph(text)
    form.save(str(tmp_path / "t.docx"))
    return tmp_path / "t.docx"


# Profiles


def test_the_parameter_chooses_the_profile_by_the_documents_day() -> None:
    regulation = load()
    days = [date(2022, 2, 1), date(2026, 1, 12), date(2026, 5, 26), date(2026, 5, 27), date(2027, 1, 1)]
    assert [regulation.on(day).text(PARAMETER) for day in days] == ["HD36", "HD36", "HD36", "HD05", "HD05"]
    parameter = regulation.on(DAY).parameters[PARAMETER]
    assert parameter.allowed == {known.id: known.title for known in PROFILES.values()}
    assert [(d.value, d.since) for d in parameter.values] == [(known.id, known.since) for known in PROFILES.values()]
    assert parameter.clause is None and "không thống nhất" in parameter.values[-1].source


def test_a_profile_nobody_described_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"«HD99».*HD36: .*HD05: "):
        paper_view(replace(REPORT, profile="HD99"))


# What a document says


@pytest.mark.parametrize(
    ("number", "sign", "printed"),
    [(1, "VPTU", "Số 01-CV/VPTU"), (12, "VPTU", "Số 12-CV/VPTU"), (1234, "TU", "Số 1234-CV/TU"),
     (None, "VPTU", "Số ……-CV/VPTU")],
)  # fmt: skip
def test_numbers_under_ten_have_a_nought(number: int | None, sign: str, printed: str) -> None:
    assert paper_view(replace(LETTER, number=number, sign=sign)).number == printed


def test_head_and_day() -> None:
    view = paper_view(REPORT)
    assert (view.parent, view.body) == ("THÀNH ỦY NAM SƠN", "VĂN PHÒNG")
    assert (view.place, view.day) == ("Nam Sơn", "ngày 05 tháng 02 năm 2024")
    blank = paper_view(replace(REPORT, parent="", body="Thành ủy Nam Sơn", day=None, place=""))
    assert (blank.parent, blank.body, blank.place) == ("", "THÀNH ỦY NAM SƠN", "…………")
    assert blank.day == "ngày …… tháng …… năm ……"


@pytest.mark.parametrize(
    ("profile", "title", "printed"),
    [
        ("HD36", "báo cáo tháng 01.", "V/v báo cáo tháng 01"), ("HD36", "V/v báo cáo", "V/v báo cáo"),
        ("HD36", "Về việc báo cáo", "V/v báo cáo"), ("HD36", "", ""), ("HD05", "báo cáo năm 2026", "báo cáo năm 2026"),
        ("HD05", "v/v: báo cáo", "báo cáo"), ("HD05", "Về việc báo cáo", "Về việc báo cáo"),
    ],
)  # fmt: skip
def test_only_a_letter_has_no_name_of_its_type_and_v_v_by_the_first_profile(
    profile: str, title: str, printed: str
) -> None:
    view = paper_view(replace(LETTER, profile=profile, title=title))
    assert (view.type_name, view.subject) == ("", printed)
    other = paper_view(replace(REPORT, profile=profile, title="về việc sơ kết"))
    assert (other.type_name, other.subject) == ("BÁO CÁO", "về việc sơ kết")


def test_types_share_layouts() -> None:
    types = ("cong_van", "cong_van_moi_hop", "van_ban_gop_y", "to_trinh", "giay_moi", "cong_vanh", "bao_cao")
    found = [layout_of(each).id for each in types]
    assert found == [*["cong_van"] * 3, "to_trinh", "giay_moi", *["van_ban"] * 2]


def test_whom_it_is_put_to() -> None:
    sent, put = paper_view(SUBMISSION), paper_view(replace(SUBMISSION, profile="HD05"))
    assert (sent.addressed, sent.addressees) == ("Kính gửi", ("Ban Thường vụ Thành ủy,", "Thường trực Thành ủy."))
    assert (put.addressed, put.addressees) == ("Kính trình", ("Ban Thường vụ Thành ủy;", "Thường trực Thành ủy."))
    letter = paper_view(replace(LETTER, profile="HD05"))
    assert (letter.addressed, letter.addressee, letter.addressees) == ("Kính gửi", "Các đảng ủy phường", ())
    assert paper_view(REPORT).addressed == ""


@pytest.mark.parametrize(
    ("profile", "written", "printed"),
    [("HD36", "Hết./.", "Hết./."), ("HD36", "Hết", "Hết"), ("HD05", "Hết./.", "Hết."), ("HD05", "Hết . / .", "Hết."),
     ("HD05", "Hết", "Hết."), ("HD05", "Hết.", "Hết."), ("HD05", "Hết!", "Hết!"), ("HD05", "1/2", "1/2.")],
)  # fmt: skip
def test_how_the_text_ends(profile: str, written: str, printed: str) -> None:
    view = paper_view(replace(REPORT, profile=profile, text=("Một./.\n\n  Hai ", written)))
    assert view.text == ("Một./.", "Hai", printed)
    assert paper_view(replace(REPORT, profile=profile, text=())).text == ()


def test_recipients_begin_as_above_and_end_with_the_offices_copy() -> None:
    assert paper_view(REPORT).recipients == (
        "Thường trực Thành ủy,", "Các ban xây dựng Đảng,", "Lưu Văn phòng Thành ủy.",
    )  # fmt: skip
    for paper in (LETTER, SUBMISSION, INVITATION):
        assert paper_view(paper).recipients[0] == "Như trên,"
    given = ("Như trên;", "A.", "A", "", "Các đảng ủy phường", "Lưu Văn phòng Thành ủy.")
    assert paper_view(replace(SUMMONS, recipients=given)).recipients == ("Như trên;", "A;", "Lưu Văn phòng Thành ủy.")


@pytest.mark.parametrize(
    ("authority", "block"),
    [
        (("Chánh Văn phòng",), ("CHÁNH VĂN PHÒNG", "")),
        (("K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), ("K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
        (("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"), ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG")),
        (("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")),
        (("A", " ", "B", "C"), ("A", "B\nC")),
        ((), ("", "")),
    ],
)
def test_signature_block(authority: tuple[str, ...], block: tuple[str, str]) -> None:
    view = paper_view(replace(REPORT, authority=authority))
    assert (view.signing_authority, view.signing_title, view.signing_name) == (*block, "Trần Thị Một")


def test_authority_and_name_are_bold_the_post_is_not_and_recipients_are_underlined() -> None:
    form = opened(replace(SUBMISSION, urgency=3))
    runs = {run.text: run for table in form.tables for p in _paragraphs(table) for run in p.runs}
    bold = ("VĂN PHÒNG", "ĐẢNG CỘNG SẢN VIỆT NAM", "K/T CHÁNH VĂN PHÒNG", "Trần Thị Một", "HỎA TỐC")
    assert all(runs[text].bold for text in bold)
    assert not any(runs[text].bold for text in ("THÀNH ỦY NAM SƠN", "*", "PHÓ CHÁNH VĂN PHÒNG"))
    assert runs["Nơi nhận:"].underline and runs["- Như trên,"].font.size == Pt(12)


@pytest.mark.parametrize(("urgency", "stamp"), enumerate(("", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC")))
def test_urgency_is_stamped(urgency: int, stamp: str) -> None:
    paper = replace(REPORT, urgency=urgency)
    assert paper_view(paper).urgency == stamp
    assert ("KHẨN" in words(opened(paper)) or "HỎA" in words(opened(paper))) == bool(urgency)


# Word


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (REPORT, ["THÀNH ỦY NAM SƠN\nVĂN PHÒNG\n*\nSố 07-BC/VPTU\nĐẢNG CỘNG SẢN VIỆT NAM\nNam Sơn, ngày 05 tháng 02",
                  "\nBÁO CÁO\nkết quả công tác tháng 01 năm 2024\n-----\nThực hiện", "như sau./.\n",
                  "Nơi nhận:\n- Thường trực Thành ủy,\n- Các ban xây dựng Đảng,\n- Lưu Văn phòng Thành ủy.\n",
                  "K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nTrần Thị Một\n"]),
        (LETTER, ["Số 12-CV/VPTU\nV/v báo cáo\nĐẢNG", "\nKính gửi: Các đảng ủy phường\nThực hiện", "- Như trên,\n"]),
        (SUBMISSION, ["\nTỜ TRÌNH\n", "\nKính gửi:\n- Ban Thường vụ Thành ủy,\n- Thường trực Thành ủy.\n"]),
        (INVITATION, ["\nGIẤY MỜI\n", "Văn phòng Thành ủy trân trọng kính mời đến dự cuộc họp",
                      "- Nội dung: Dự thảo Quy chế.\n- Thời gian: 08 giờ 00, ngày 09/02/2024.\n- Địa điểm: ",
                      "- Tài liệu: Gửi kèm.\n- Chuẩn bị: Ý kiến góp ý.\nThực hiện"]),
        (SUMMONS, ["trân trọng kính mời: Các Phó.\n- Nội dung: Dự thảo Quy chế.\n", "\nbáo cáo\nĐ", "- Như trên;\n"]),
        (SLIP_OF_5, ["\nSố 15\n", "PHIẾU TRÌNH\nBan hành Kế hoạch\n", "Kính trình: Đồng chí Chánh Văn phòng\n",
                     "Người trình: Nguyễn Thị Ánh, Chuyên viên, Bộ phận Tổng hợp.\n", "1. Phiếu trình;\n2. Dự thảo.\n",
                     "Phó Chánh Văn phòng\nđồng chí Một\nĐồng ý trình.\n09 giờ 30\nChánh Văn phòng\n\n"]),
        (ROUND, ["Số người được lấy ý kiến: 3 (đồng ý: 1; chưa có ý kiến: 1; không đồng ý: 1).\n",
                 "ngày 01/02/2024, hạn trả lời ngày 05/02/2024.", "\n2\nLê Thị Ba\nBí thư Chi bộ\nChưa có ý kiến\n",
                 "Không đồng ý\nMức khoán  cao;\nđề nghị giữ như cũ\n10 giờ\n", "NGƯỜI TỔNG HỢP\nNguyễn Thị Ánh\n"]),
        (JOURNEY, ["Số 05-GĐĐ/VPTU\n", "Cấp cho đồng chí: Nguyễn Thị Ánh\nChức vụ: Chuyên viên\n",
                   "CHÁNH VĂN PHÒNG\nLê Văn Chánh\n", "Tỉnh ủy\n09 giờ 00, ngày 06/02/2024\n\n\n"]),
    ],
)  # fmt: skip
def test_a_word_reader_finds_everything_in_its_place(paper: Printable, said: list[str]) -> None:
    text = words(opened(paper))
    assert [part for part in said if part not in text] == []
    assert "{" not in text and "%" not in text
    assert file_of(paper) == file_of(paper)


def test_travel_paper_leaves_rows_to_fill_in_by_hand() -> None:
    assert len(opened(JOURNEY).tables[2].rows) == 1 + 5
    assert len(opened(replace(JOURNEY, legs=JOURNEY.legs * 8)).tables[2].rows) == 1 + 8
    assert re.search("Chức vụ: …+\n", words(opened(replace(JOURNEY, post=""))))


HOSTILE = (
    ("{{ so_ky_hieu }} {% for x in y %} {_{ a }_} {# b #}", "{{ so_ky_hieu }} {% for x in y %} {_{ a }_} {# b #}"),
    ("<w:p>&amp; \"x\" </w:t> ]]>", "<w:p>&amp; \"x\" </w:t> ]]>"),
    ("xin\x1b[31m\x00 phải\u202etrái\u200b", "xin␛[31m␀ phảitrái"),
    ("a\udcffb e\u0302\u0301 cột\tcột", "a\ufffdb ế cột cột"),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("rất dài " * 500 + "hết", "rất dài " * 500 + "hết"),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), HOSTILE)
def test_hostile_text_is_printed_and_nothing_else(typed: str, printed: str) -> None:
    paper = replace(REPORT, title=typed, text=(typed, "Hết."), recipients=(typed,), signer=typed)
    form = opened(paper)
    text = words(form)
    assert text.count(printed) == 4
    assert f"\nBÁO CÁO\n{printed}\n-----\n{printed}\nHết.\n" in text and f"- {printed},\n" in text
    assert len(form.core_properties.title) <= 255
    asked = words(opened(replace(ROUND, answers=(Answer(name="A", answer="Khác", text=typed),))))
    assert f"\nKhác\n{printed}\n" in asked


@pytest.mark.parametrize("paper", [REPORT, INVITATION, SLIP_OF_5, ROUND, JOURNEY])
def test_nothing_of_a_secret_item_is_printed(paper: Printable, tmp_path: Path) -> None:
    secret = replace(paper, secrecy="mat")
    assert isinstance(secret, Printable)
    with pytest.raises(UsageError, match="mật không in ra") as caught:
        file_of(secret, tmp_path / "khong_co.docx")
    assert "Nam Sơn" not in str(caught.value)


# Templates


@pytest.mark.parametrize(("view", "names"), TEMPLATES.items())
def test_every_field_is_named_in_the_readme_and_used_by_a_template(view: type, names: tuple[str, ...]) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    (section,) = [part for part in readme.split("\n## ") if part.startswith("Các trường") and names[0] in part[:120]]
    rows = re.findall(r"^\| `(?:\w\.)?(\S+)` \| (.+) \|$", section, re.MULTILINE)
    items = [names for names in listed(view).values() if names]
    assert rows == [(name, says) for known in (shown(view), *items) for name, (_, says) in known.items()]
    assert [attribute for attribute, _ in shown(view).values()] == [f.name for f in fields(view)]
    xml = ""
    for name in names:
        with zipfile.ZipFile(FOLDER / name) as archive:
            xml += "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("word/"))
    assert [name for name in shown(view) if not re.search(rf"[ {{]{name}\b", xml)] == []


def test_the_readme_names_every_template() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {name for names in TEMPLATES.values() for name in names} == set(packaged_templates())
    assert set(re.findall(r"^\| `(\w+\.docx)` \|", readme, re.MULTILINE)) == set(packaged_templates())


@pytest.mark.parametrize("name", packaged_templates())
def test_every_template_keeps_the_offices_typography(name: str) -> None:
    form = Document(str(FOLDER / name))
    section = form.sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
                section.left_margin, section.right_margin)  # fmt: skip
    assert [round((x or 0) / Cm(1), 1) for x in measures] == [21, 29.7, 2, 2, 3, 1.5]
    assert (form.styles["Normal"].font.name, form.styles["Normal"].font.size) == ("Times New Roman", Pt(14))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ trich_yu }}", r"không có trường «trich_yu» \(có phải «trich_yeu»\?\), ở đoạn «{{ trich_yu }}»"),
        ("{{ ho_ten }}", "không có trường «ho_ten»"),
        ("{{ noi_nhan }}", "noi_nhan là danh sách: phải ghi từng mục của nó trong vòng lặp «for y in noi_nhan»"),
        ("{% for n in noi_nhan %}{{ n.ten }}{% endfor %}", "không có trường «n.ten»"),
        ("{% for n in trich_yeu %}{{ n }}{% endfor %}", "chỉ chạy qua danh sách cac_noi_gui, noi_dung, noi_nhan"),
        ("{% for n in noi_nhan %}{% for d in noi_dung %}x{% endfor %}{% endfor %}", "không lồng nhau"),
        ("{{ so_ky_hieu.__class__ }}", "không được ghi lệnh khác"),
    ],
)
def test_a_wrong_template_is_refused_by_name_and_place(tmp_path: Path, text: str, says: str) -> None:
    own = template_of(tmp_path, "Báo cáo", text)
    with pytest.raises(ConfigError, match=says) as caught:
        document_docx(REPORT, own)
    assert str(own) in str(caught.value) and "config/templates/README.md" in str(caught.value)


def test_an_office_may_write_its_own_template(tmp_path: Path) -> None:
    own = template_of(
        tmp_path, "{% if noi_nhan and do_khan %}x{% endif %}{{ so_ky_hieu|lower }}",
        "{%p for n in noi_nhan %}", "{{ loop.index }}/{{ loop.length }} {{ n|upper }}", "{%p endfor %}",
    )  # fmt: skip
    assert [p.text for p in opened(LETTER, own).paragraphs] == [
        "số 12-cv/vptu", "1/4 NHƯ TRÊN,", "2/4 THƯỜNG TRỰC THÀNH ỦY,", "3/4 CÁC BAN XÂY DỰNG ĐẢNG,",
        "4/4 LƯU VĂN PHÒNG THÀNH ỦY.",
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) chưa cài trên máy này")
def test_libreoffice_prints_each_on_one_page(tmp_path: Path) -> None:
    papers: tuple[Printable, ...] = (REPORT, LETTER, SUBMISSION, INVITATION, SUMMONS, SLIP_OF_5, ROUND, JOURNEY)
    for place, paper in enumerate(papers):
        (tmp_path / f"{place}.docx").write_bytes(file_of(paper))
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    made = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run([*office, "--outdir", str(tmp_path), *made], check=True, capture_output=True, timeout=120)
    pages = [len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{n}.pdf").read_bytes())) for n in range(len(papers))]
    assert pages == [1] * len(papers)
