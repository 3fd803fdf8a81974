"""Settings, all from the environment; `.env.example` lists every variable with its meaning.

A missing or malformed value stops the start with a sentence that says what to set.
"""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from hms_site import mail_providers, picture_store

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
NODE_MODULES = BASE_DIR / "node_modules"

env = Env()
DEBUG = env.bool("DEBUG", False)
if DEBUG:
    # a fresh clone has none, and SQLite would only say that it cannot open
    VAR_DIR.mkdir(mode=0o700, exist_ok=True)


def required(name: str, why: str, in_development: str) -> str:
    """The variable `name`; only with DEBUG on may it be left out."""
    value = env.str(name, in_development if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {why}.")
    return value


# Core
SECRET_KEY = required("SECRET_KEY", "a long random text that signs links and sessions", "")
SITE_URL = required(
    "SITE_URL", "the site's public address, for links in mails", "http://127.0.0.1:8000"
).rstrip("/")
if not SITE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("SITE_URL in the environment must begin with https:// or http://.")
ALLOWED_HOSTS = [
    host.strip()
    for host in env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS in the environment: the host names we answer to.")
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

ROOT_URLCONF = "hms_site.urls"
WSGI_APPLICATION = "hms_site.wsgi.application"
INSTALLED_APPS = [
    "hms_site.apps.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "django_countries",
    "django_recaptcha",
    "simple_history",
    "tree_queries",
    "content_editor",
    "django_prose_editor",
    "pictures",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "hms_site",
    "content",
    "programs",
    "pages",
    "inquiries",
    "news",
    "events",
    "search",
]
# set before MIDDLEWARE, which has one more where numbers are shown
METRICS_PORT = env.int("METRICS_PORT", 0)
METRICS_ADDRESS = env.str("METRICS_ADDRESS", "127.0.0.1")
MIDDLEWARE = [
    "hms_site.insight.request_id.request_id",
    # before hosts are checked and http is led to https: balancers come by address and plain http
    "hms_site.insight.health.health",
    *(["hms_site.insight.measured.measured"] if METRICS_PORT else []),
    # outside of all that draw a page: what it keeps has their headers
    "hms_site.page_cache.middleware.PageCache",
    # outside of all that may answer by itself: files, redirects and what is refused have them too
    "hms_site.headers.on_every_answer",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "hms_site.middleware.MethodNotAllowedPage",
    "hms_site.middleware.accounts_stay_private",
    "content.middleware.WhenAway",
    "content.middleware.previews_stay_private",
    "content.middleware.content_stamp",
    "content.middleware.moved_addresses",
    "hms_site.middleware.BodyLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hms_site.sign_in.lifetime.ends",
    "hms_site.sign_in.second_factor.required",
    "inquiries.watching.Watch",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hms_site.context.site",
            ],
        },
    },
]
# widgets and crispy layouts are rendered with the project's own templates
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["site"]
CRISPY_TEMPLATE_PACK = "site"

# Data
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR}/db.sqlite3", conn_max_age=60)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's defaults answer "database is locked" under a handful of writers. FULL: what we
    # acknowledged is on disk, even when the power goes. secure_delete: what is erased is not.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA secure_delete=ON;",
    }
else:
    # a pooled connection that a database restart has cut is noticed before it costs an inquiry
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # and a server that is gone without a farewell within half a minute; a line that stays open and
    # says nothing is for content/patience.py
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in keeps here which codes were used and how often somebody guessed: with a cache in each
# process's memory, a code would count once in every process.
REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    CACHE: dict[str, Any] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        # seconds; without them a server that hangs holds whoever asks it
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
else:
    CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    # else a few hundred guesses push out what counts them
    CACHE["OPTIONS"] = {"MAX_ENTRIES": 10_000}
CACHES = {"default": {**CACHE, "KEY_FUNCTION": "hms_site.sign_in.cache_keys.hashed"}}

# Public pages, in the memory of each process: those with a plain address, and those with a query,
# of which there is no end. With Redis, processes also share the plain ones.
PAGE_CACHE = env.bool("PAGE_CACHE", not DEBUG)
MEMORY = "hms_site.page_cache.memory.BoundedMemory"
CACHES["pages"] = {"BACKEND": MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_BYTES": 12_000_000}}
CACHES["asked"] = {"BACKEND": MEMORY, "LOCATION": "asked", "OPTIONS": {"MAX_BYTES": 4_000_000}}
if REDIS_URL:
    # a page can always be drawn: nobody waits for a Redis that hangs
    timeouts = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
    CACHES["shared_pages"] = {**CACHES["default"], "KEY_PREFIX": "pages", "OPTIONS": timeouts}

# how long a process may go on without looking whether content has changed
CONTENT_STAMP_SECONDS = 1
# and without looking whether the desk's rules and absences have
DESK_KEPT_SECONDS = 1

# Time and language
TIME_ZONE = "America/New_York"
USE_TZ = True
LANGUAGE_CODE = "en-us"
USE_I18N = False
# Kosovo has no ISO entry; the others are the names that people look for
COUNTRIES_OVERRIDE = {
    "BS": "Bahamas",
    "CG": "Republic of the Congo",
    "GS": "South Georgia and the South Sandwich Islands",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "ST": "São Tomé and Príncipe",
    "US": "United States",
    "VG": "British Virgin Islands",
    "VI": "United States Virgin Islands",
    "XK": "Kosovo",
}

# Mail
EMAIL_CONFIG = env.dj_email_url(
    "EMAIL_URL", f"file:///{VAR_DIR}/mail" if DEBUG else "smtp://127.0.0.1:25"
)
if "EMAIL_BACKEND" not in EMAIL_CONFIG:  # the value may hold a password: it is not repeated
    raise ImproperlyConfigured("EMAIL_URL in the environment must look like smtp://host:25.")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "inquiries.mail_backend.EmailBackend"  # the same, within its timeout
EMAIL_FILE_PATH = f"/{EMAIL_CONFIG['EMAIL_FILE_PATH'].lstrip('/')}"
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_CONFIG["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL_CONFIG["EMAIL_USE_TLS"]
EMAIL_USE_SSL = EMAIL_CONFIG["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = EMAIL_CONFIG["EMAIL_TIMEOUT"] or 20  # without it a hanging server holds the worker
INQUIRIES_EMAIL = env.str("INQUIRIES_EMAIL", "hms_masters_programs@hms.harvard.edu")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", INQUIRIES_EMAIL)
# where answers to our replies go; {reference} lets a mailbox sort them by inquiry
REPLY_ADDRESS = env.str("REPLY_ADDRESS", "")
if REPLY_ADDRESS and not re.fullmatch(
    r"[\w.+-]*\{reference\}[\w.+-]*@[\w-]+(\.[\w-]+)+", REPLY_ADDRESS, re.ASCII
):
    raise ImproperlyConfigured(
        "REPLY_ADDRESS in the environment must be an address with {reference} before its @, such "
        "as masters+{reference}@example.org."
    )

# A mail provider's API instead of SMTP, by django-anymail
EMAIL_PROVIDER = env.str("EMAIL_PROVIDER", "")
try:
    ANYMAIL: dict[str, Any] = {**env.dict("ANYMAIL", {})}
except ValueError:  # the values may be secret: they are not repeated
    raise ImproperlyConfigured(
        "ANYMAIL in the environment must look like NAME=value,NAME=value."
    ) from None
if EMAIL_PROVIDER:
    EMAIL_BACKEND = mail_providers.backend(EMAIL_PROVIDER, ANYMAIL)
    ANYMAIL.setdefault("REQUESTS_TIMEOUT", EMAIL_TIMEOUT)
    INSTALLED_APPS.append("anymail")  # 5 MB that others can do without
BROCHURE_ATTACHED = env.bool("BROCHURE_ATTACHED", False)

# The brochure form
INQUIRY_RATE = env.int("INQUIRY_RATE", 30)
INQUIRY_MINIMUM_SECONDS = env.int("INQUIRY_MINIMUM_SECONDS", 3)
RECAPTCHA_CHECK = env.bool("RECAPTCHA_CHECK", True)
RECAPTCHA_PUBLIC_KEY = env.str("RECAPTCHA_PUBLIC_KEY", "")
RECAPTCHA_PRIVATE_KEY = env.str("RECAPTCHA_PRIVATE_KEY", "")
# www.recaptcha.net serves the same script where google.com is blocked
RECAPTCHA_DOMAIN = env.str("RECAPTCHA_DOMAIN", "www.recaptcha.net")
RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 4  # seconds in all, from the question to the whole answer
# Its check refuses a start without keys; without keys our form leaves the captcha out and says so.
SILENCED_SYSTEM_CHECKS = (
    [] if RECAPTCHA_PUBLIC_KEY else ["django_recaptcha.recaptcha_test_key_error"]
)

# The CRM
WEBHOOK_URL = env.str("WEBHOOK_URL", "")
WEBHOOK_SECRET = env.str("WEBHOOK_SECRET", "")
if WEBHOOK_URL:  # neither value is repeated: both may hold a secret
    if not re.match(r"https?://[^/?#@:]+(:\d+)?([/?]|$)", WEBHOOK_URL):
        raise ImproperlyConfigured(
            "WEBHOOK_URL in the environment must be an https address, such as "
            "https://example.org/inquiries, without a user name."
        )
    if not WEBHOOK_SECRET:
        raise ImproperlyConfigured(
            "Set WEBHOOK_SECRET in the environment: the CRM knows by it that a call is ours."
        )
    if not re.fullmatch(
        r"(?!whsec_).*|whsec_([\w+/]{4})*([\w+/]{2}==|[\w+/]{3}=)?", WEBHOOK_SECRET
    ):
        raise ImproperlyConfigured(
            "WEBHOOK_SECRET in the environment begins with whsec_, and no base64 follows."
        )

# Static files: the browser libraries and fonts come from npm and are collected from there
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS: list[Any] = [BASE_DIR / "static"]
VENDOR_FILES = {
    "vendor/fonts": NODE_MODULES / "@fontsource-variable",
    "vendor/accessible-autocomplete": NODE_MODULES / "accessible-autocomplete" / "dist",
}
HAS_VENDOR_FILES = all(path.is_dir() for path in VENDOR_FILES.values())
if HAS_VENDOR_FILES:
    STATICFILES_DIRS += VENDOR_FILES.items()
# What editors upload. The names hold a hash of what is in the file, so it may be kept for ever.
MEDIA_URL = env.str("MEDIA_URL", "media/")
MEDIA_ROOT = VAR_DIR / "media"
# What the web server in front shows when nobody is there to draw a page
ERROR_PAGES_ROOT = VAR_DIR / "error_pages"
PICTURES = {
    "FILE_TYPES": ["AVIF", "WEBP"],
    # 400, 800, 1200 and 1600 pixels wide: enough steps for screens from small to dense
    "CONTAINER_WIDTH": 1600,
    "GRID_COLUMNS": 4,
    "PIXEL_DENSITIES": [1],
    "PICTURE_CLASS": "content.picture_sizes.DrawnSize",
    "PROCESSOR": "content.picture_sizes.draw_at_once",
    "USE_PLACEHOLDERS": False,
}
# the largest form that staff may send: two pictures of the most that content/uploads.py takes
STAFF_UPLOAD_MAX_SIZE = 45_000_000
# Whom a restored backup must forget again: references of erased inquiries, outside of the database
ERASED_FILE = env.path("ERASED_FILE", VAR_DIR / "erased.txt")
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "hms_site.static_storage.SiteStaticFilesStorage"
    },
}
S3_BUCKET = env.str("S3_BUCKET", "")
if S3_BUCKET:  # several machines, no disk between them
    STORAGES["default"] = picture_store.in_s3(
        bucket=S3_BUCKET,
        media_url=MEDIA_URL,
        endpoint=env.str("S3_ENDPOINT_URL", ""),
        region=env.str("S3_REGION", ""),
        key=env.str("S3_ACCESS_KEY_ID", ""),
        secret=env.str("S3_SECRET_ACCESS_KEY", ""),
    )
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our files are for our pages
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# A revert would bring back one row without the rows that belong to it, unchecked
SIMPLE_HISTORY_REVERT_DISABLED = True

# Security
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day; who comes back tomorrow signs in again
PASSWORD_RESET_TIMEOUT = 60 * 60
CSRF_FAILURE_VIEW = "inquiries.views.form.csrf_failure"
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# the balancer in front ends TLS and overwrites this header; without one nobody may set it
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Over https the names themselves promise the browser that only we, over https, have set them.
OF_HOST, OF_PATH = ("__Host-", "__Secure-") if HTTPS else ("", "")
SESSION_COOKIE_NAME = f"{OF_HOST}sessionid"
CSRF_COOKIE_NAME = f"{OF_HOST}csrftoken"
FORM_COOKIE_NAME = f"{OF_PATH}form"  # goes to the brochure form alone, so not to the whole host
CSRF_COOKIE_HTTPONLY = True  # forms carry the token; no script reads the cookie
# beside the session, not in a cookie of their own: they name people
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Signing in: passwords, second factors and sessions by allauth, too many wrong tries by axes
SECOND_FACTOR = env.bool("SECOND_FACTOR", not DEBUG)
ACCOUNT_ADAPTER = "hms_site.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "hms_site.sign_in.forms.LoginForm",
    "reauthenticate": "hms_site.sign_in.forms.ReauthenticateByPasswordForm",
    "change_password": "hms_site.sign_in.forms.ChangePasswordForm",
    "set_password": "hms_site.sign_in.forms.SetPasswordForm",
    "reset_password": "hms_site.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "hms_site.sign_in.forms.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators enter the addresses
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody has us write to whom we do not know
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True  # for as long as SESSION_COOKIE_AGE says, without a question
MFA_ADAPTER = "hms_site.sign_in.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "hms_site.sign_in.forms.AuthenticateForm",
    "reauthenticate": "hms_site.sign_in.forms.ReauthenticateForm",
    "activate_totp": "hms_site.sign_in.forms.ActivateTOTPForm",
    "add_webauthn": "hms_site.sign_in.forms.AddWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "HMS master’s programs"
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_HANDLER = "hms_site.sign_in.throttle.Handler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the pause that was promised is the pause
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "hms_site.sign_in.throttle.account_name"
AXES_CLIENT_IP_CALLABLE = "content.client_address.counted_address"
AXES_CLIENT_STR_CALLABLE = "hms_site.sign_in.throttle.unnamed"
AXES_LOCKOUT_CALLABLE = "hms_site.sign_in.throttle.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "next", "code", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False  # hms_site.sign_in.admin says it in words, and changes nothing by hand
AXES_VERBOSE = False
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *picture_store.origin(MEDIA_URL)],
        "font-src": [SELF],
        "object-src": [NONE],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# What runs here, such as a tag: for metrics and Sentry
RELEASE = env.str("RELEASE", "") or "unknown"
SENTRY_DSN = env.str("SENTRY_DSN", "")
if not re.fullmatch(r"|https?://\w+@[\w.-]+(:\d+)?/([\w./-]+/)?\d+", SENTRY_DSN):
    raise ImproperlyConfigured(  # it is not repeated: who has it can send us events
        "SENTRY_DSN in the environment must look like https://key@sentry.example.org/1."
    )
LOG_FORMAT = env.str("LOG_FORMAT", "text")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured("LOG_FORMAT in the environment must be text or json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "class": "content.log_lines.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"class": "content.log_lines.JsonFormatter"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own handlers would mail tracebacks with request data to ADMINS
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        "axes": {"level": "WARNING"},
        # the web server's own, in each of its workers: among them the crash of an error page
        "_granian": {"handlers": [], "propagate": True},
    },
}
