"""The root of all addresses: each area hangs its own map here."""

from django.urls import include, path, register_converter

from allotment.core.converters import Day, Id

register_converter(Id, "id")
register_converter(Day, "day")

urlpatterns = [
    path("", include("allotment.core.accounts.urls")),
    path("", include("allotment.core.urls")),
    path("", include("allotment.people.urls")),
    path("", include("allotment.seek.urls")),
    path("", include("allotment.sense.urls")),
    path("", include("allotment.web.urls")),
    path("api/", include("allotment.api.urls")),
]
