"""The addresses for programs."""

from django.urls import path

from allotment.api import keeping

urlpatterns = [path("v1/keep", keeping.keep, name="api-keep")]
