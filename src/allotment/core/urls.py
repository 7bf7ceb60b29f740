"""The addresses of the ground floor that belong to no account page."""

from django.urls import path

from allotment.core import views
from allotment.core.models import PictureBody

urlpatterns = [
    path("pictures/<id:picture_id>/", views.picture, name="picture"),
    path("pictures/<id:picture_id>/small/", views.picture, {"size": PictureBody.Size.SMALL}, name="picture-small"),
]
