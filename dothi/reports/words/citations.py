"""Citations of Vietnamese law in English: "Điều 8; Phụ lục II, Bảng 2A" becomes "Article 8; Annex II, Table 2A".

Only the vocabulary of citations is translated. Numbers of documents, such as 1210/2016/UBTVQH13, and the letters of
points, such as đ, stay as the law writes them.
"""

import re

_PHRASES = (
    ("Luật Tổ chức chính quyền địa phương", "Law on the Organization of Local Government"),
    ("thay thế từ ngày", "replaces it from"),
    ("thay các phụ lục từ ngày", "replaces the annexes from"),
    ("thay phần phân loại từ ngày", "replaces the classification from"),
    ("sửa đổi, bổ sung từ ngày", "amends and supplements it from"),
    ("sửa đổi, bổ sung theo", "as amended by"),
    ("sửa đổi, bổ sung bởi", "as amended by"),
    ("sửa đổi theo", "as amended by"),
    ("sửa đổi bởi", "as amended by"),
    ("từ ngày", "from"),
    ("ngày", "of"),
    ("của", "of"),
    ("trở đi", "onwards"),
    ("đến", "to"),
    ("và", "and"),
    ("tên", "title of"),
    ("giai đoạn", "period"),
    ("Nghị quyết", "Resolution"),
    ("Nghị định", "Decree"),
    ("Quyết định", "Decision"),
    ("Thông tư", "Circular"),
    ("Kế hoạch", "Plan"),
    ("Chương trình", "Programme"),
    ("Luật", "Law"),
    ("Chương", "Chapter"),
    ("Mục", "Section"),
    ("mục", "Section"),
    ("Điều", "Article"),
    ("điều", "Article"),
    ("khoản", "Clause"),
    ("điểm", "Point"),
    ("Phụ lục", "Annex"),
    ("phụ lục", "Annex"),
    ("Bảng", "Table"),
    ("bảng", "Table"),
    ("tiêu chuẩn", "standard"),
    ("tiêu chí", "criterion"),
    ("nhiệm vụ", "task"),
    ("nhóm", "group"),
    ("hàng", "row"),
    ("số", "No."),
)
"""The vocabulary of citations, longer phrases before the words they contain."""

_ENGLISH = dict(_PHRASES)
_PHRASE = re.compile(rf"\b(?:{'|'.join(re.escape(phrase) for phrase, _ in _PHRASES)})\b")
_SEVERAL_ARTICLES = re.compile(r"\bĐiều (?=\w+ đến Điều )")
_LAST_ARTICLE = re.compile(r" đến Điều ")
_AFTER_NUMBER = "(?:(?<=[0-9A-Z])|(?<=[0-9 ][a-zđ]))"
_PART = re.compile(f"{_AFTER_NUMBER} (?=(?:khoản|điểm) )")
_OF_WHOLE = re.compile(f"{_AFTER_NUMBER} (?=(?:Điều|Nghị quyết|Nghị định|Quyết định|Thông tư|Kế hoạch|Luật) )")


def english_citation(citation: str) -> str:
    """Return a citation in English; words outside the vocabulary of citations stay as they are.

    >>> english_citation("Điều 6 khoản 2 điểm a; Phụ lục II, Bảng 2A, tiêu chí I")
    'Article 6, Clause 2, Point a; Annex II, Table 2A, criterion I'
    >>> english_citation("Điều 3 đến Điều 8 Nghị quyết 1210/2016/UBTVQH13")
    'Articles 3 to 8 of Resolution 1210/2016/UBTVQH13'
    """
    text = _SEVERAL_ARTICLES.sub("Articles ", citation)
    text = _LAST_ARTICLE.sub(" đến ", text) if text != citation else text
    text = _PART.sub(", ", text)
    text = _OF_WHOLE.sub(" of ", text)
    return _PHRASE.sub(lambda found: _ENGLISH[found[0]], text)
