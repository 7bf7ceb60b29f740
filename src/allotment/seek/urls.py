"""The addresses of questions and sources."""

from django.urls import path, re_path

from allotment.seek.views import questions

urlpatterns = [
    # questions
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:question_id>/", questions.edit, name="question"),
    re_path(r"^questions/(?P<question_id>\d+)/(?P<act>rest|answered|wake)/$", questions.turn, name="turn-question"),
]
