"""The loop of the lab: seven steps and the way back. Its star and its "Step 5 of 7" stand before every title."""

from django.utils.translation import gettext_lazy as _

PUBLISH, CONSULT, PROPOSE, DELIBERATE, DECIDE, DELIVER, ASSESS = range(1, 8)
STEPS = {
    PUBLISH: _("Publish"),
    CONSULT: _("Consult"),
    PROPOSE: _("Propose"),
    DELIBERATE: _("Deliberate"),
    DECIDE: _("Decide"),
    DELIVER: _("Deliver"),
    ASSESS: _("Assess"),
}
