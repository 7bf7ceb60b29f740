"""The addresses of people."""

from django.urls import path

from allotment.people.views import adding, editing, people

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/perhaps/", people.candidates, name="candidates"),
    path("people/add/", adding.add, name="add-person"),
    path("people/<id:person_id>/profiles/", adding.profiles, name="profiles"),
    path("people/profiles/<id:profile_id>/remove/", adding.remove_profile, name="remove-profile"),
    path("people/<id:person_id>/welcome/", people.welcome, name="welcome-person"),
    path("people/<id:person_id>/edit/", editing.edit, name="edit-person"),
]
