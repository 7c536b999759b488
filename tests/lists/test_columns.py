"""Columns: what each says, by its heading."""

import pytest

from trustworthy_audio_llms._lists.columns import Column, columns_of, layout_of


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
        ("Conf.", ("venue",)),
        ("Title & Authors", ("title", "authors")),
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


class TestLayouts:
    """What the columns say together."""

    def test_titles_before_names(self) -> None:
        """The best column for titles comes first, wherever it stands; a name says what it names."""
        layout = layout_of(("Model", "Paper", "Title", "Dataset"))

        assert (layout.titles, layout.names, layout.naming) == ((2, 1), (0,), "name")

    @pytest.mark.parametrize(
        ("header", "said"),
        [
            (("Database", "Year"), ("dataset",)),
            (("Database", "Title"), ()),
            (("Database", "Paper"), ()),
            (("Database & Code", "Year"), ("code",)),
            (("Dataset / Database", "Year"), ("dataset",)),
        ],
    )
    def test_a_database_is_a_data_set(self, header: tuple[str, ...], said: object) -> None:
        """Beside a title, it may as well be where that was published."""
        assert layout_of(header).columns[0] == said

    @pytest.mark.parametrize(
        ("header", "subject"),
        [
            (("Codec", "Rate"), 0),
            (("#", "Codec", "Year"), 1),
            (("", "Codec"), 1),
            (("Year", "Codec", "Code"), 1),
            (("No.", "Codec"), 1),
            (("Category", "Codec"), 1),
            (("Task", "Codec"), None),
            (("Date", "Event"), None),
            (("Code", "Codec"), None),
            (("Year", "Venue"), None),
        ],
    )
    def test_what_rows_are_about(self, header: tuple[str, ...], subject: int | None) -> None:
        """The first column, behind numbers and dates, unless it sorts the rows."""
        assert layout_of(header).subject == subject
