"""The addresses of questions, sources and following."""

from django.urls import path

from allotment.seek.views import following, hub, questions, sources

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/<id:question_id>/words/", questions.edit, name="edit-question"),
    path("questions/<id:question_id>/answer/", questions.answer, name="answer-question"),
    path("questions/<id:question_id>/rest/", questions.rest, name="rest-question"),
    path("questions/<id:question_id>/renew/", questions.renew, name="renew-question"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<id:source_id>/", sources.source, name="source"),
    path("sources/<id:source_id>/pause/", sources.pause, name="pause-source"),
    path("sources/<id:source_id>/look/", sources.look, name="look-at-source"),
    path("sources/<id:source_id>/stop/", sources.stop, name="stop-following"),
    path("follow/", following.follow, name="follow"),
    path("follow/<id:batch_id>/", following.batch, name="follow-batch"),
    path("follow/again/<id:request_id>/", following.again, name="follow-again"),
    path("hub/<str:signed>/", hub.hub, name="hub"),
]
