from django.urls import path

from .views import leaving, reading, signing, writing

app_name = "charters"
CHARTER = "plans/<slug:ref>/charter/"
urlpatterns = [
    path(CHARTER, reading.detail, name="detail"),
    path(CHARTER + "v/<int:number>/", reading.version, name="version"),
    path(CHARTER + "v/<int:number>/text.json", reading.version_text, name="version_text"),
    path(CHARTER + "write/", writing.write, name="write"),
    path(CHARTER + "publish/", writing.publish, name="publish"),
    path(CHARTER + "sign/", signing.sign, name="sign"),
    path(CHARTER + "leave/", leaving.leave, name="leave"),
]
