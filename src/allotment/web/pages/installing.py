"""What a phone needs to keep Allotment on its home screen and today's edition readable without a connection."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from allotment import __version__
from allotment.core.pages import render_page

PUT_BY = (
    "css/tokens.css",
    "css/fonts.css",
    "css/base.css",
    "css/layout.css",
    "css/components/post.css",
    "css/components/parts.css",
    "css/components/form.css",
    "css/components/prose.css",
    "css/pages.css",
    "img/icon.svg",
)


@dataclass(frozen=True, slots=True)
class WorkerPage:
    """What the service worker is told."""

    version: str
    offline: str
    today: str
    files: tuple[str, ...]


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def manifest(_request: HttpRequest) -> JsonResponse:
    """https://www.w3.org/TR/appmanifest/"""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    masked = static("img/icon-maskable-512.png")
    icons.append({"src": masked, "sizes": "512x512", "type": "image/png", "purpose": "maskable"})
    body = {
        "id": "/",
        "name": "Allotment",
        "short_name": "Allotment",
        "description": _("A personal learning network of one's own"),
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf7ef",
        "theme_color": "#fbf7ef",
        "icons": icons,
        "share_target": {
            "action": reverse("share"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "address",
                "files": [{"name": "photo", "accept": ["image/jpeg", "image/png", "image/webp", "image/gif"]}],
            },
        },
    }
    return JsonResponse(body, content_type="application/manifest+json")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker that puts Today and its posts by (`web/templates/web/sw.js`)."""
    page = WorkerPage(__version__, reverse("offline"), reverse("today"), tuple(static(name) for name in PUT_BY))
    response = render_page(request, "web/sw.js", page)
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    return response


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker for pages that were not put by."""
    return render_page(request, "offline.html", None)


@login_not_required
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """For whoever watches over the process."""
    return HttpResponse("ok", content_type="text/plain")
