"""Columns: what each says, by its heading."""

import pytest

from trustworthy_audio_llms._lists.columns import Column, columns_of


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Title", ("title",)),
        ("Paper Title", ("title",)),
        ("Venue & Year", ("venue", "date")),
        ("Paper Link", ("paper",)),
        ("Paper / Model", ("name",)),
        ("Paper / Dataset", ("dataset",)),
        ("Code of the Paper", ("code",)),
        ("论文标题", ("title",)),
        ("Paper Name", ("title",)),
        ("Dataset Link", ("data",)),
        ("Model URL", ("page",)),
        ("Model Description", ("description",)),
        ("Number of Papers", ()),
        ("# of Models", ()),
        ("What we say about the paper here", ()),
        ("Whistles", ()),
    ],
)
def test_headings(heading: str, columns: tuple[Column, ...]) -> None:
    """The words name it, the telling ones before the others; counts and sentences name nothing."""
    assert columns_of(heading) == columns


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("论文标题", ("title",)),
        ("论文名称", ("title",)),
        ("题目", ("title",)),
        ("论文", ("paper",)),
        ("论文链接", ("paper",)),
        ("链接", ("paper",)),
        ("作者", ("authors",)),
        ("会议/年份", ("date", "venue")),
        ("会议/期刊", ("venue",)),
        ("来源", ("source",)),
        ("代码仓库", ("code",)),
        ("数据集名称", ("dataset", "name")),
        ("数据集下载", ("data",)),
        ("模型地址", ("page",)),
        ("项目名称", ("name",)),
        ("项目主页", ("page",)),
        ("标签", ("keywords",)),
        ("核心思想", ("description",)),
        ("論文標題", ("title",)),
        ("會議", ("venue",)),
        ("論文", ("paper",)),
        ("会議/年", ("date", "venue")),
        ("タイトル", ("title",)),
        ("データセット", ("dataset",)),
        ("논문 제목", ("title",)),
        ("저자", ("authors",)),
        ("학회", ("venue",)),
    ],
)
def test_headings_without_blanks(heading: str, columns: tuple[Column, ...]) -> None:
    """Chinese, Japanese and Korean headings are read by the words in them."""
    assert columns_of(heading) == columns


@pytest.mark.parametrize(
    "heading", ["论文数量", "论文列表", "模型大小", "作者单位", "机构", "备注"]
)
def test_headings_aside(heading: str) -> None:
    """Columns of counts, names, notes and employers say nothing of a work."""
    assert columns_of(heading) == ()


def test_a_heading_of_two_things() -> None:
    """What is said aside in one part of a heading takes nothing from the other."""
    assert columns_of("机构/作者") == ("authors",)
