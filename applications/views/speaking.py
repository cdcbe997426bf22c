"""What the applicant says about a matter: in its thread, and at its end as a rating."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applications import services
from applications.errors import MessageEmpty
from applications.forms import RatingForm
from applications.models import Application
from applications.permissions import may_rate
from foundation.core.clock import now
from foundation.core.http import PortalRequest
from foundation.files.errors import FileRefused

from .finding import mine
from .following import show


@require_POST
def say(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Write in the thread; what was typed stays when it is refused."""
    application, text = mine(request, uuid), request.POST.get("text", "")
    try:
        services.post_message(
            acting=request.acting,
            application=application,
            text=text,
            uploads=request.FILES.getlist("files"),
            at=now(),
        )
    except (MessageEmpty, FileRefused) as error:
        return show(request, application, status=422, said=text, said_error=error.message)
    messages.success(request, _("消息已发送，药监局回复后会通知您。"))
    return redirect(f"{application.get_absolute_url()}#thread")


@never_cache
@require_http_methods(["GET", "POST"])
def rate(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """好差评, of one's free will and once."""
    application = mine(request, uuid)
    if not _is_open(request, application):
        return redirect(application if not application.is_draft else "workspace:home")
    form = RatingForm(request.POST or None)
    if form.is_valid():
        services.rate(
            acting=request.acting,
            application=application,
            stars=form.stars,
            words=form.cleaned_data["words"],
            at=now(),
        )
        messages.success(request, _("感谢您的评价。"))
        return redirect(f"{application.get_absolute_url()}#rating")
    context = {"application": application, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/rate.html", context, status=status)


def _is_open(request: PortalRequest, application: Application) -> bool:
    return may_rate(request.acting, application) and not hasattr(application, "rating")
