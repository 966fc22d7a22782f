from django.urls import path

from .views import answering, course, desk, handing, kit, languages, reading, rehearsing, report, wizard

app_name = "consultations"
urlpatterns = [
    path("", reading.consultations, name="list"),
    path("mine/", desk.mine, name="mine"),
    path("begin/", wizard.begin, name="begin"),
    path("<slug:ref>/", reading.detail, name="detail"),
    path("<slug:ref>/plans/", reading.plans, name="plans"),
    path("<slug:ref>/answer/", answering.answer, name="answer"),
    path("<slug:ref>/answer/write/", answering.write_answer, name="write_answer"),
    path("<slug:ref>/report/", report.detail, name="report"),
    path("<slug:ref>/report.pdf", report.as_pdf, name="report_pdf"),
    path("<slug:ref>/kit/", kit.page, name="kit"),
    path("<slug:ref>/kit/<slug:name>/", kit.sheet, name="kit_sheet"),
    path("<slug:ref>/kit/<slug:name>.pdf", kit.as_pdf, name="kit_pdf"),
    path("<slug:ref>/languages/", languages.add, name="languages"),
    path("<slug:ref>/move/", course.move, name="move"),
    path("<slug:ref>/pause/", course.pause, name="pause"),
    path("<slug:ref>/resume/", course.resume, name="resume"),
    path("<slug:ref>/cancel/", course.cancel, name="cancel"),
    path("<slug:ref>/hand-over/", handing.hand_over, name="hand_over"),
    path("<slug:ref>/duplicate/", course.duplicate, name="duplicate"),
    path("<slug:ref>/log/", course.log, name="log"),
    path("<slug:ref>/asked/", wizard.asked, name="asked"),
    path("<slug:ref>/people/", wizard.people, name="people"),
    path("<slug:ref>/when/", wizard.when, name="when"),
    path("<slug:ref>/check/", wizard.check, name="check"),
    path("<slug:ref>/rehearse/", rehearsing.rehearse, name="rehearse"),
]
