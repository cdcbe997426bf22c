"""What a form looks up while it is filled in."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .regions import parts_of, provinces

DAY_SECONDS = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=DAY_SECONDS)
def regions(request: HttpRequest) -> JsonResponse:
    """The places within one, or every province; nothing for a code that is none."""
    within = request.GET.get("within", "")
    places = parts_of(within) if within else provinces()
    return JsonResponse([{"code": each.code, "name": each.name} for each in places], safe=False)
