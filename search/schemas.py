from datetime import date

from ninja import Schema
from pydantic import Field

from foundation.core.api.schemas import Input
from search.enums import ResultKind


class SearchInput(Input):
    q: str = Field("", description="要查找的文字；任何输入都可以，只读前 200 个字符。")
    type: ResultKind | None = Field(None, description="只要这一类结果。")
    page: int = Field(1, ge=1, le=1000, description="第几页，从 1 起。")
    size: int = Field(20, ge=1, le=100, description="每页多少条。")


class SearchResult(Schema):
    kind: ResultKind
    title: str
    title_html: str = Field(description="标题，命中的文字在 <mark> 中，其余已转义。")
    excerpt_html: str = Field(description="正文摘录，命中的文字在 <mark> 中，其余已转义。")
    url: str
    date: date | None


class SearchResults(Schema):
    total: int = Field(description="所选类别的结果数。")
    counts: dict[ResultKind, int] = Field(description="每一类的结果数。")
    is_widened: bool = Field(description="是否补充了只含部分词语的结果。")
    is_capped: bool = Field(description="是否还有更多结果没有计入。")
    page: int
    size: int
    items: list[SearchResult]
