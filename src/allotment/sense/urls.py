"""The addresses of sense."""

from django.urls import path

from allotment.sense.views import claims, keeping, library, reflections, resources, using, writing

urlpatterns = [
    path("claims/", claims.claims, name="claims"),
    path("claims/new/", claims.new, name="new-claim"),
    path("claims/<id:claim_id>/", claims.claim, name="claim"),
    path("claims/<id:claim_id>/edit/", claims.edit, name="edit-claim"),
    path("claims/<id:claim_id>/view/", claims.view, name="view-claim"),
    path("claims/<id:claim_id>/remove/", claims.remove, name="remove-claim"),
    path("claims/views/<id:view_id>/remove/", claims.take_view_back, name="remove-view"),
    path("keep/", keeping.keep, name="keep"),
    path("keep/shared/", keeping.share, name="share"),
    path("kept/", keeping.kept, name="kept"),
    path("kept/let-go/", keeping.let_go, name="let-go"),
    path("kept/under/<id:tag_id>/", keeping.kept_under, name="kept-under"),
    path("library/", library.library, name="library"),
    path("library/<id:resource_id>/", resources.resource, name="resource"),
    path("library/<id:resource_id>/edit/", resources.edit, name="edit-resource"),
    path("library/<id:resource_id>/copy/", resources.copy_again, name="copy-again"),
    path("library/<id:resource_id>/let-go/", resources.let_go, name="let-go-resource"),
    path("library/<id:resource_id>/use/", using.use_of_resource, name="use-resource"),
    path("library/<id:resource_id>/remove/", resources.remove, name="remove-resource"),
    path("reflections/", reflections.reflections, name="reflections"),
    path("reflections/new/", writing.new, name="new-reflection"),
    path("reflections/<id:reflection_id>/", reflections.reflection, name="reflection"),
    path("reflections/<id:reflection_id>/edit/", writing.edit, name="edit-reflection"),
    path("reflections/<id:reflection_id>/turn/", reflections.turn, name="turn-reflection"),
    path("reflections/<id:reflection_id>/use/", using.use_of_reflection, name="use-reflection"),
    path("reflections/<id:reflection_id>/remove/", reflections.remove, name="remove-reflection"),
    path("returning/", using.returning, name="returning"),
]
