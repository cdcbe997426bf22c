"""Shapes of the catalogue in the API."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from foundation.core.api.schemas import Input
from foundation.core.clock import now, today

from .models import experience_of


class ServiceFilterIn(Input):
    """What is asked for."""

    q: str = Field("", max_length=200, description="关键词")
    kind: Literal["", "permit", "service", "report", "inspection"] = ""
    sector: Annotated[str, Field(max_length=40)] = ""
    audience: Literal["", "legal", "natural"] = ""
    handling: Literal["", "instant", "promised"] = Field("", description="即办件、承诺件")
    department: Annotated[str, Field(max_length=40)] = ""
    online: Literal["", "0", "1"] = Field("", description="1 可在本门户办理，0 在别处办理")
    favourite: bool = Field(False, description="只要自己收藏的；未登录则没有")
    sort: Literal["", "code", "name", "days", "applied"] = ""

    def as_query(self) -> dict[str, str]:
        """As the address of the page would say it."""
        said = self.model_dump()
        return {**said, "favourite": "1" if self.favourite else ""}


class ServiceRow(Schema):
    """A service in a list."""

    code: str
    kind: str
    title: str
    summary: str
    sector: str = Field(alias="sector_key")
    audience: str
    legal_days: int | None
    promised_days: int | None
    url: str = Field(alias="path_of_guide")


class StepOut(Schema):
    """One step of the procedure."""

    name: str
    days: str
    who: str
    standard: str
    result: str


class MaterialOut(Schema):
    """One material."""

    name: str
    form: str
    copies: int
    source: str
    required: bool
    may_follow: bool = Field(description="可容缺受理")
    note: str
    checks: list[str] = Field(description="审查要点")
    accept: list[str] = Field(description="可上传的格式")
    template: str = Field(description="空白表格的地址")
    sample: str = Field(description="填写样例的地址")


class BasisOut(Schema):
    """One rule behind the service."""

    title: str
    article: str
    note: str


class OpeningOut(Schema):
    """Whether a periodic service is open today."""

    is_open: bool
    label: str
    sentence: str
    opens_on: date | None = Field(description="本次或下一次开放的第一天")
    closes_on: date | None = Field(description="本次或下一次开放的最后一天")


class ServiceDetail(ServiceRow):
    """The guide of a service."""

    handling: str
    level: str
    channels: list[str]
    visits: int
    fee: str
    result_name: str
    validity: str
    legal_days_source: str
    not_counted: str
    conditions: list[str]
    steps: list[StepOut]
    materials: list[MaterialOut]
    legal_basis: list[BasisOut]
    external_url: str
    opening: OpeningOut | None = Field(description="只在固定时间办理的事项；全年开放时没有")
    usual_days: int | None = Field(description="近 90 天办结的申请通常用的工作日；不足 10 件时没有")

    @staticmethod
    def resolve_opening(obj: Any) -> dict[str, Any] | None:
        """What its windows say of today."""
        opening = obj.opening_on(today())
        if opening is None:
            return None
        span = opening.span or opening.next_span
        return {
            "is_open": opening.is_open,
            "label": opening.label,
            "sentence": opening.sentence,
            "opens_on": span and span.opens,
            "closes_on": span and span.closes,
        }

    @staticmethod
    def resolve_usual_days(obj: Any) -> int | None:
        """What matters of late took."""
        experience = experience_of(obj, now())
        return experience.usual_days if experience else None

    @staticmethod
    def resolve_conditions(obj: Any) -> list[str]:
        """The conditions as sentences."""
        return [str(block.value) for block in obj.conditions]

    @staticmethod
    def resolve_steps(obj: Any) -> list[dict[str, Any]]:
        """The steps as rows."""
        return [dict(block.value) for block in obj.steps]

    @staticmethod
    def resolve_materials(obj: Any) -> list[dict[str, Any]]:
        """The materials as rows."""
        return [_material(block.value) for block in obj.materials]

    @staticmethod
    def resolve_legal_basis(obj: Any) -> list[dict[str, Any]]:
        """The rules as rows."""
        return [dict(block.value) for block in obj.legal_basis]


def _material(value: Any) -> dict[str, Any]:
    files = {name: value[name].url if value[name] else "" for name in ("template", "sample")}
    return {**value, **files, "checks": value.check_points, "accept": list(value["accept"] or [])}


class FavouriteOrderIn(Input):
    """Codes of favourites in the order wanted."""

    codes: list[Annotated[str, Field(max_length=20)]] = Field(max_length=500)


class FavouriteOut(Schema):
    """One service that a person keeps."""

    code: str
    title: str
    kind: str
    url: str
