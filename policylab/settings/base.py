"""What every installation shares. dev.py, test.py and production.py each say only what differs."""

from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import env
from .database import database

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DEBUG = False
DEMO = False

INSTALLED_APPS = [
    "django.contrib.staticfiles",  # first: every {% static %} looks for it, app by app
    "home",
    "consultations.votes",
    "consultations.questionnaires",
    "consultations",
    "proposals.charters",
    "proposals.delivery",
    "proposals",
    "policylab.discussion",
    "policylab.notices",
    "policylab.residents",
    "policylab.directory",
    "policylab.accounts",
    "policylab.themes",
    "policylab.territories",
    "search",
    "policylab.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "home.admin_users.standing_in.LabUsers",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "policylab.discussion.underneath.Underneath",
    "django_comments",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.sites",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "policylab.core.middleware.PublicPages",
    "policylab.core.shelf.KeptPages",
    "policylab.core.middleware.ContentSecurity",  # outside the next, whose redirects to a language carry the policy too
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",  # a page whose address was changed is found at the old one
    "home.middleware.EditorsLanguage",
    "policylab.accounts.middleware.AdminDoor",
    "policylab.core.middleware.asking_once",
]

ROOT_URLCONF = "policylab.urls"
WSGI_APPLICATION = "policylab.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "policylab.core.context.site",
                "policylab.notices.context.notices",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- data ---------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": database(
        env.text("POLICYLAB_DATABASE"), env.text("POLICYLAB_DB", str(BASE_DIR / "var" / "policylab.sqlite3"))
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False
# Django's own bound of 300 entries would let anybody push the counters of the rate limits out.
CACHE_BOUND = {"MAX_ENTRIES": 50_000}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": CACHE_BOUND}
}
REDIS_URL = env.text("POLICYLAB_REDIS")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
# Wagtail notes sizes of pictures here while a page is read; in a process's memory reading still writes to no database.
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"}

# How many finished pages for strangers a process keeps; 0: every page is made anew (docs/performance.md).
POLICYLAB_PAGES_KEPT = env.number("POLICYLAB_PAGES_KEPT", 500)

# Without an address the database searches. With one, its rows still do whenever Elasticsearch is away (DESIGN 4.7).
POLICYLAB_ELASTICSEARCH = env.text("POLICYLAB_ELASTICSEARCH")
POLICYLAB_ELASTICSEARCH_KEY = env.text("POLICYLAB_ELASTICSEARCH_KEY")
POLICYLAB_ELASTICSEARCH_CA = env.text("POLICYLAB_ELASTICSEARCH_CA")
POLICYLAB_ELASTICSEARCH_INDEX = env.text("POLICYLAB_ELASTICSEARCH_INDEX", "policylab")

# --- languages ----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("ar", "العربية"), ("en", "English"), ("es", "Español"), ("fr", "Français"), ("it", "Italiano")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_ENABLE_TRANSLATION_BY_DEFAULT = False
# A page sent to translators would stand at its new address at once, in the old words.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Ours; and what Django, Wagtail and the others leave untranslated of what editors and administrators see.
LOCALE_PATHS = [BASE_DIR / "policylab" / "locale", BASE_DIR / "policylab" / "locale_upstream"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("POLICYLAB_TIME_ZONE", "Africa/Tunis")
# Month names differ between Tunis (جانفي) and Amman (كانون الثاني): a site setting, DESIGN 4.13.
POLICYLAB_ARABIC_MONTHS = env.one_of("POLICYLAB_ARABIC_MONTHS", "maghreb", "levant", "nile")

# --- files --------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.text("POLICYLAB_STATIC", str(BASE_DIR / "var" / "static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = env.text("POLICYLAB_MEDIA", str(BASE_DIR / "var" / "media"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- accounts -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_ADAPTER = "policylab.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody has an account before a code proved the address (policylab.accounts.codes), so allauth need not ask again.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "policylab.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Ours asks everybody for proof, also those who have neither password nor second factor yet (policylab.accounts.proof).
MFA_REAUTHENTICATION_REQUIRED = False
MFA_TOTP_TOLERANCE = 1  # clocks of cheap phones are half a minute off
MFA_FORMS = {
    "authenticate": "policylab.accounts.forms.SecondFactorForm",
    "activate_totp": "policylab.accounts.forms.AppForm",
    "authenticate_webauthn": "policylab.accounts.forms.PasskeySecondForm",
    "login_webauthn": "policylab.accounts.forms.PasskeySignInForm",
    "reauthenticate_webauthn": "policylab.accounts.forms.PasskeyProofForm",
    "add_webauthn": "policylab.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "policylab.accounts.forms.EditPasskeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 30 * 24 * 3600  # people come back every few weeks; what matters asks for proof again

# Rate limits, counted in the shared cache. «amount / time / per»: per address on the network (ip), per account (user), per what
# is tried (key: an e-mail address, a code). A town hall, a school, a phone network in the Maghreb: hundreds of people behind one
# address, so addresses get room and keys get little. 60 phones that sign up within five minutes, each asking twice and mistyping
# twice, take 120 of the 240 and 180 of the 400.
POLICYLAB_LIMITS = {
    # One code a minute, six an hour, to one mailbox: enough for a lost mail, too little to bother anybody with.
    "ask_code": "240/5m/ip,2000/d/ip,1/m/key,6/h/key",
    # Five tries for a code of six digits; at most 20 an hour for one mailbox: 1 in 2,000 after a whole day of guessing.
    "try_code": "5/15m/key",
    "try_address": "400/5m/ip,20/h/key",
    # Asking for an organisation makes work for an administrator.
    "ask_organisation": "5/d/user",
    "invite_member": "60/h/user",
    # A card's code has 52 bits: this only keeps one account from trying all day. Right codes do not count.
    "use_card": "400/5m/ip,10/15m/user",
    # Numbers are no secrets and there are few of them: in 40,000 of a hundred million a guess meets one in 2,500.
    "use_number": "400/5m/ip,5/15m/user,10/d/user",
    # A file with mistakes is mended and chosen again.
    "read_register": "30/h/user",
    # A batch is a heavy file; a town needs a few in a year.
    "make_cards": "10/h/user",
    # Pages of questionnaires are saved by people without an account, a school class behind one address; files are heavy.
    "save_sheet": "1200/5m/ip",
    "give_file": "120/h/ip",
    # A busy desk; its answers tell whether an address has an account.
    "check_at_desk": "60/h/user,300/d/user",
}
ACCOUNT_RATE_LIMITS = {
    "login": "120/5m/ip",
    # Wrong passwords and wrong codes of an authenticator app.
    "login_failed": "100/15m/ip,8/15m/key",
    "change_password": "10/h/user",
    "reauthenticate": "20/15m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/5m/ip"}
SITE_ID = 1
# The key of the digests of residents' cards. Without one it is derived from SECRET_KEY, and changing that voids unused cards.
POLICYLAB_CARD_KEY = env.text("POLICYLAB_CARD_KEY")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "policylab.core.views.csrf_failure"

# --- mail: every mail is a row first (policylab.notices), tried at once after commit, repeated by run_due --------
EMAIL_BACKEND = "policylab.notices.mail.OutboxBackend"
OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 10  # seconds; a server that hangs must not hold a page
DEFAULT_FROM_EMAIL = env.text("POLICYLAB_FROM", "policylab <no-reply@localhost>")

# --- comments: django-comments-xtd as model, threading and signals only (DESIGN 4.6) ------------------------------
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "policylab.discussion.models.Comment"
COMMENTS_XTD_MAX_THREAD_LEVEL = 4
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_APP_MODEL_OPTIONS = {
    "default": {"who_can_post": "users", "allow_flagging": False, "allow_feedback": False, "show_feedback": False}
}

# --- Wagtail ------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "policylab"
WAGTAILADMIN_BASE_URL = env.text("POLICYLAB_URL", "http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# One editor writes and publishes: no approval tasks, no remarks in the margin of the editor.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
# Without the machine's own names («localtime»), on which the browser's clock stumbles.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- safety -------------------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
# Wagtail's admin needs inline scripts and styles (facts: date widgets, panels, images as blobs); only under /admin/.
ADMIN_CONTENT_SECURITY = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}
SILENCED_SYSTEM_CHECKS: list[str] = []
FORMS_URLFIELD_ASSUME_HTTPS = True

SOFTWARE_VERSION = "0.1.0"
TITLE = _("policylab")
