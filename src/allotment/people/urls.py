"""The addresses of people."""

from django.urls import path

from allotment.people.views import editing, people

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/perhaps/", people.candidates, name="candidates"),
    path("people/<id:person_id>/welcome/", people.welcome, name="welcome-person"),
    path("people/<id:person_id>/edit/", editing.edit, name="edit-person"),
]
