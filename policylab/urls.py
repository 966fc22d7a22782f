"""The only place where the rooms' addresses are mounted."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views import static
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from policylab.core.sharing.urls import BARE
from policylab.core.views import healthz
from policylab.notices.views.health import health, readyz

handler429 = "policylab.accounts.views.refusals.too_many"  # allauth's limits ask for it by this name

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    *BARE,
    path("django-admin/", admin.site.urls),
    # One's name, language and devices are kept in one place, for editors too.
    path("admin/account/", RedirectView.as_view(pattern_name="accounts:home")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.DEMO:
    urlpatterns += i18n_patterns(path("demo/", include("home.demo.urls")))
    # Pictures editors uploaded: in production the server in front hands them out.
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", static.serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("", include("policylab.core.urls")),
    path("", include("policylab.accounts.urls")),
    path("", include("search.urls")),
    path("organisations/", include("policylab.directory.urls")),
    path("residents/", include("policylab.residents.urls")),
    path("notices/", include("policylab.notices.urls")),
    path("health/", health, name="health"),
    path("discuss/", include("policylab.discussion.urls")),
    path("", include("proposals.charters.urls")),
    path("plans/", include("proposals.urls")),
    path("plans/", include("proposals.delivery.urls")),
    path("consultations/", include("consultations.urls")),
    path("", include("consultations.questionnaires.urls")),
    path("", include("consultations.votes.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),  # for its names; home.urls answers before it
)
