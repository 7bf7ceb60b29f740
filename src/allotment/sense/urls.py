"""The addresses of sense."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
