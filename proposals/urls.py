from django.urls import path

from .views import answering, backing, publishing, reading, writing

app_name = "proposals"
urlpatterns = [
    path("", reading.plans, name="list"),
    path("mine/", writing.mine, name="mine"),
    path("begin/", writing.rounds, name="begin"),
    path("begin/<slug:ref>/", writing.begin, name="begin_in"),
    path("<slug:ref>/", reading.detail, name="detail"),
    path("<slug:ref>/commitments/", reading.commitments, name="commitments"),
    path("<slug:ref>/commitments/<slug:commitment>/withdraw/", backing.uncommit, name="uncommit"),
    path("<slug:ref>/answer/", answering.answer, name="answer"),
    path("<slug:ref>/answer/write/", answering.write, name="write_answer"),
    path("<slug:ref>/comments/", reading.comments, name="comments"),
    path("<slug:ref>/versions/", reading.versions, name="versions"),
    path("<slug:ref>/compare/", reading.compare, name="compare"),
    path("<slug:ref>/v/<int:number>/", reading.version, name="version"),
    path("<slug:ref>/v/<int:number>/text.json", reading.version_text, name="version_text"),
    path("<slug:ref>/edit/", writing.resume, name="edit"),
    path("<slug:ref>/edit/<slug:step>/", writing.edit, name="edit"),
    path("<slug:ref>/publish/", publishing.publish, name="publish"),
    path("<slug:ref>/revise/", publishing.revise, name="revise"),
    path("<slug:ref>/withdraw/", publishing.withdraw, name="withdraw"),
    path("<slug:ref>/discard/", publishing.discard, name="discard"),
    path("<slug:ref>/support/", backing.support, name="support"),
    path("<slug:ref>/unsupport/", backing.unsupport, name="unsupport"),
    path("<slug:ref>/commit/", backing.commit, name="commit"),
]
