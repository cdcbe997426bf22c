"""Pages of a list: bounded, and deaf to nothing: an unknown parameter is an error, not a wish."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

from foundation.core.errors import DomainError

# Far behind the end of every list, and well within what a database can count.
FARTHEST = 100_000_000


class UnknownParameter(DomainError):
    """A query parameter that the operation does not know."""

    code = "unknown_parameter"
    status = 422


class StrictPagination(LimitOffsetPagination):
    """`limit` and `offset`, and no parameter that the operation does not name."""

    class Input(LimitOffsetPagination.Input):
        offset: int = Field(0, ge=0, le=FARTHEST)

    def paginate_queryset(
        self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any
    ) -> Any:
        """One page of the list.

        Raises:
            UnknownParameter: the address names what the operation does not know.
        """
        known = set(type(pagination).model_fields)
        for value in params.values():
            known |= set(type(value).model_fields) if isinstance(value, Schema) else set()
        unknown = sorted(set(request.GET) - known)
        if unknown:
            message = _("没有这个查询参数：%(names)s。") % {"names": "、".join(unknown)}
            raise UnknownParameter(message, field=unknown[0])
        return super().paginate_queryset(queryset, pagination=pagination, request=request, **params)
