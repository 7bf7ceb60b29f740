"""The addresses of people."""

from django.urls import path

from allotment.people.views import adding, editing, moments, people

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/perhaps/", people.candidates, name="candidates"),
    path("people/add/", adding.add, name="add-person"),
    path("people/<id:person_id>/profiles/", adding.profiles, name="profiles"),
    path("people/profiles/<id:profile_id>/remove/", adding.remove_profile, name="remove-profile"),
    path("people/<id:person_id>/welcome/", people.welcome, name="welcome-person"),
    path("people/<id:person_id>/edit/", editing.edit, name="edit-person"),
    path("people/<id:person_id>/moments/", moments.with_person, name="person-moments"),
    path("moments/", moments.moments, name="moments"),
    path("moments/<id:moment_id>/", moments.moment, name="moment"),
    path("moments/<id:moment_id>/remove/", moments.remove, name="remove-moment"),
]
