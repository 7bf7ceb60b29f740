"""The addresses of accounts."""

from django.urls import path

from allotment.core.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("claim/<str:token>/", views.claim, name="claim"),
    path("settings/", views.account, name="settings"),
    path("settings/password/", views.password, name="password"),
    path("settings/sessions/", views.sessions, name="sessions"),
    path("settings/sessions/end/", views.end_session, name="end-session"),
]
