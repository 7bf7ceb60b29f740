"""The pages that belong to no single area."""

from django.urls import path

from allotment.web.pages.styleguide import styleguide

urlpatterns = [
    path("styleguide/", styleguide, name="styleguide"),
]
