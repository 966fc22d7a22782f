from django.urls import path

from .views import answering, coding, exports, files, opening, paper, preparing, reading, results, writing

app_name = "questionnaires"
HERE = "consultations/<slug:ref>/questionnaire/"
PREPARE = HERE + "prepare/"
REPLIES = HERE + "replies/<slug:question>/"
urlpatterns = [
    path(HERE, reading.detail, name="detail"),
    path(HERE + "answer/", answering.answer, name="answer"),
    path(HERE + "answer/<slug:who>/<slug:page>/", answering.fill, name="fill"),
    path(HERE + "hand-in/<slug:who>/", answering.hand_in, name="hand_in"),
    path(HERE + "paper/", paper.paper, name="paper"),
    path(HERE + "paper/sheets/", paper.sheets, name="sheets"),
    path(HERE + "paper/sheets.pdf", paper.sheets_file, name="sheets_file"),
    path(HERE + "enter/", paper.enter, name="enter"),
    path(HERE + "files/<slug:key>/", files.file, name="file"),
    path(HERE + "results/", results.results, name="results"),
    path(HERE + "results/<slug:question>/", results.replies, name="replies"),
    path(REPLIES, coding.replies, name="coding"),
    path(REPLIES + "codes/", coding.add_code, name="add_code"),
    path(REPLIES + "codes/<int:number>/remove/", coding.drop_code, name="drop_code"),
    path(REPLIES + "release/", coding.release, name="release"),
    path(REPLIES + "<slug:key>/leave-out/", coding.withhold, name="withhold"),
    path(HERE + "export/<slug:kind>/", exports.export, name="export"),
    path(HERE + "export/whole/<slug:kind>/", exports.export_whole, name="export_whole"),
    path(PREPARE, preparing.prepare, name="prepare"),
    path(PREPARE + "act/", preparing.act, name="act"),
    path(PREPARE + "drop/", preparing.drop, name="drop"),
    path(PREPARE + "intro/", writing.intro, name="intro"),
    path(PREPARE + "page/", writing.page, name="new_page"),
    path(PREPARE + "page/<slug:key>/", writing.page, name="page"),
    path(PREPARE + "page/<slug:page>/add/", writing.add, name="add"),
    path(PREPARE + "page/<slug:page>/add/<slug:kind>/", writing.new_question, name="new_question"),
    path(PREPARE + "question/<slug:key>/", writing.question, name="question"),
    path(PREPARE + "question/<slug:key>/when/", writing.condition, name="condition"),
    path(PREPARE + "question/<slug:key>/delete/", writing.delete, name="delete"),
    path(PREPARE + "check/", opening.check, name="check"),
    path(PREPARE + "preview/", opening.preview, name="preview"),
]
