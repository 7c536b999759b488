"""A table as an Excel workbook with one sheet, in the smallest form that readers take.

Office Open XML, ECMA-376: cells are texts that stand in the cells themselves (`inlineStr`), so
that none of them can be a formula.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from .._text import clean_line

_NAMESPACE = "http://schemas.openxmlformats.org"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = f"{_NAMESPACE}/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "application/vnd.openxmlformats-package.relationships+xml"
_DAY = (1980, 1, 1, 0, 0, 0)  # The first that a zip can have: equal tables are equal bytes.
_LONGEST = 32_767  # Characters of a cell, which Excel cuts or refuses.
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_NAMESPACE}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_PACKAGE}"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_NAMESPACE}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_NAMESPACE}/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" '
    f'xmlns:r="{_NAMESPACE}/officeDocument/2006/relationships">'
    '<sheets><sheet name="Works" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_NAMESPACE}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_NAMESPACE}/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


def to_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of texts as the bytes of an `.xlsx` file."""
    body = "".join(_row(number, cells) for number, cells in enumerate(rows, start=1))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (*_PARTS.items(), ("xl/worksheets/sheet1.xml", sheet)):
            archive.writestr(_member(name), _DECLARATION + text)
    return file.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _row(number: int, cells: Sequence[str]) -> str:
    written = (_cell(f"{_column(index)}{number}", text) for index, text in enumerate(cells))
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(place: str, text: str) -> str:
    if not text:
        return ""
    # Excel reads _x0041_ as a character, so that an underscore before one is written as one.
    plain = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", clean_line(text)[:_LONGEST])
    content = f'<is><t xml:space="preserve">{html.escape(plain, quote=False)}</t></is>'
    return f'<c r="{place}" t="inlineStr">{content}</c>'


def _column(index: int) -> str:
    """The letters of a column, from A to Z and on with AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
