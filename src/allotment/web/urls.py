"""The addresses of pages that show several areas."""

from django.urls import path

from allotment.web.pages import (
    delivering,
    installing,
    keeping,
    person,
    post,
    question,
    search,
    styleguide,
    today,
    welcome,
    wishes,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("day/<day:day>/", today.a_day, name="day"),
    path("today/anew/", wishes.anew, name="anew"),
    path("today/changes/", wishes.preview, name="preview"),
    path("posts/<id:post_id>/", post.post, name="post"),
    path("posts/<id:post_id>/read/", post.read, name="read-post"),
    path("posts/<id:post_id>/keep/", post.keep, name="keep-post"),
    path("posts/<id:post_id>/pass/", post.let_pass, name="pass-post"),
    path("posts/<id:post_id>/tend/", post.tend, name="tend-post"),
    path("people/<id:person_id>/", person.person, name="person"),
    path("questions/<id:question_id>/", question.question, name="question"),
    path("search/", search.search, name="search"),
    path("people/<id:person_id>/less/", person.less, name="less-of-person"),
    path("settings/reading/", wishes.reading, name="reading"),
    path("settings/delivery/", delivering.delivery, name="delivery"),
    path("settings/delivery/feed/", delivering.feed_address, name="edition-feed-address"),
    path("settings/keeping/", keeping.keeping, name="keeping"),
    path("settings/keeping/<id:token_id>/take-back/", keeping.take_back_token, name="take-back-token"),
    path("feed/<slug:token>/edition.atom", delivering.edition_feed, name="edition-feed"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("sw.js", installing.service_worker, name="service-worker"),
    path("offline/", installing.offline, name="offline"),
    path("health", installing.health, name="health"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
