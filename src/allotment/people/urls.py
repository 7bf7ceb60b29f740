"""The addresses of people."""

from django.urls import path

from allotment.people.views import (
    adding,
    editing,
    importing,
    moments,
    people,
    private_notes,
    suggesting,
    tending,
)

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/perhaps/", people.candidates, name="candidates"),
    path("people/add/", adding.add, name="add-person"),
    path("people/<id:person_id>/profiles/", adding.profiles, name="profiles"),
    path("people/profiles/<id:profile_id>/remove/", adding.remove_profile, name="remove-profile"),
    path("people/import/", importing.begin, name="import-people"),
    path("people/import/<id:import_id>/", importing.one, name="import"),
    path("people/import/<id:import_id>/agree/", importing.agree, name="agree-import"),
    path("people/import/<id:import_id>/leave/", importing.leave, name="leave-import"),
    path("people/import/<id:import_id>/undo/", importing.undo, name="undo-import"),
    path("people/people.<kind>", importing.export, name="export-people"),
    path("people/<id:person_id>/note/", private_notes.note, name="private-note"),
    path("people/<id:person_id>/welcome/", people.welcome, name="welcome-person"),
    path("people/<id:person_id>/edit/", editing.edit, name="edit-person"),
    path("people/<id:person_id>/moments/", moments.with_person, name="person-moments"),
    path("people/<id:person_id>/knowing/", tending.tend, name="tend-person"),
    path("settings/people/", suggesting.tending, name="tending"),
    path("settings/people/hush/", suggesting.hush, name="hush-reciprocity"),
    path("suggestions/<id:suggestion_id>/<slug:act>/", suggesting.answer, name="answer-suggestion"),
    path("moments/", moments.moments, name="moments"),
    path("moments/<id:moment_id>/", moments.moment, name="moment"),
    path("moments/<id:moment_id>/remove/", moments.remove, name="remove-moment"),
]
