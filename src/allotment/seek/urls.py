"""The addresses of questions and sources."""

from django.urls import path

from allotment.seek.views import questions, sources

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:question_id>/", questions.edit, name="question"),
    path("questions/<int:question_id>/<str:act>/", questions.turn, name="turn-question"),
    path("sources/", sources.sources, name="sources"),
]
