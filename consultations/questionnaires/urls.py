from django.urls import URLPattern

app_name = "questionnaires"
HERE = "consultations/<slug:ref>/questionnaire/"
urlpatterns: list[URLPattern] = []
