"""The addresses of people."""

from django.urls import path

from allotment.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/perhaps/", views.candidates, name="candidates"),
    path("people/<id:person_id>/welcome/", views.welcome, name="welcome-person"),
    path("people/<id:person_id>/edit/", views.edit, name="edit-person"),
]
