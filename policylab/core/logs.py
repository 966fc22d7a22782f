"""One line of JSON for each request and for what goes wrong: when, what, how long; never who.

No address of a machine, no account, no query string. Whatever a library writes into a message, e-mail addresses are cut out
of the finished line: an exception may carry one (SMTP refusals, a unique key of the database).
"""

import json
import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from .refs import new_ref

logger = logging.getLogger("policylab.requests")
request_id: ContextVar[str] = ContextVar("request_id", default="")

# Looser than the rules for addresses: what only might be one is cut out too. %40: as it stands in an address of a page.
MAIL_ADDRESS = re.compile(r"[^\s\"'<>(),;:=\[\]{}/\\@]+(?:@|%40)[^\s\"'<>(),;:=\[\]{}/\\@]+", re.IGNORECASE)
GIVEN_ID = re.compile(r"[\w-]{8,64}", re.ASCII)


def without_addresses(text: str) -> str:
    return MAIL_ADDRESS.sub("[address]", text)


class JsonLines(logging.Formatter):
    """`fields` given as `extra={"fields": {...}}` stand beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return without_addresses(json.dumps(line, ensure_ascii=False, default=str))


class RequestLog:
    """The outermost middleware: it sees every answer. The proxy's X-Request-ID is kept, so that both logs can be joined."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if GIVEN_ID.fullmatch(given) else new_ref())
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            spent = round((time.perf_counter() - began) * 1000, 1)
            facts = {"method": request.method, "path": _path(request), "status": response.status_code, "ms": spent}
            logger.info("request", extra={"fields": facts})
            return response
        finally:
            request_id.reset(token)


def _path(request: HttpRequest) -> str:
    """Without what stands in it as a token: that opens something to whoever reads it."""
    match = request.resolver_match
    token = str(match.kwargs.get("token", "")) if match else ""
    return request.path.replace(token, "…") if token else request.path
