"""The studio's server: one machine, one token, few and small requests."""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from . import _core
from .errors import WufeiError
from .studio_levers import Levers, Refusal
from .studio_saving import LONGEST_TITLE, save
from .studio_work import Base, Visitor

MOST_BYTES = 10_000  # of a request's body
MOST_VISITORS = 16

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


def _refused(status: int, zh: str, en: str) -> Response:
    return JSONResponse({"zh": zh, "en": en}, status_code=status)


class Guard:
    """Lets through only requests to this address, from this address, with the token, and of a size to be read."""

    def __init__(self, app: Any, port: int, token: str) -> None:
        self.app, self.token, self.cookie = app, token, f"wufei-{port}"
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    def _knows(self, request: Request) -> bool:
        given = (request.cookies.get(self.cookie, ""), request.query_params.get("token", ""))
        return any(secrets.compare_digest(one.encode("utf-8", "replace"), self.token.encode()) for one in given)

    def refusal(self, request: Request) -> Response | None:
        hosts, origin = request.headers.getlist("host"), request.headers.get("origin")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return _refused(421, "这里没有这个主机", "no such host here")
        if origin is not None and origin != f"http://{hosts[0].lower()}":
            return _refused(403, "请求来自其他网站", "the request comes from another site")
        if not self._knows(request):
            return _refused(
                403, "缺少口令：请使用 wufei studio 打印的网址", "no token: use the address that wufei studio printed"
            )
        if request.method == "POST" and request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return _refused(415, "请求内容应为 application/json", "the body is application/json")
        return None

    async def __call__(self, scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
        async def sealed(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
            await send(message)

        if scope["type"] != "http":
            return
        request = Request(scope)
        response = self.refusal(request)
        if response is None and request.url.path == "/" and "token" in request.query_params:
            response = RedirectResponse("/", status_code=303)
            response.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
        await (response or self.app)(scope, receive, sealed)


async def _asked(request: Request, *keys: str) -> dict[str, Any]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise _TooLong
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal("请求内容不是JSON", "the body is no JSON") from None
    if not isinstance(asked, dict) or set(asked) != set(keys):
        raise Refusal(f"请求应包含：{'、'.join(keys)}", f"a request has: {', '.join(keys)}")
    return asked


class _TooLong(Exception):
    pass


def _title(text: Any, number: int) -> dict[str, str]:
    if not isinstance(text, str) or len(text) > LONGEST_TITLE or (text and not text.isprintable()):
        raise Refusal(f"名称至多{LONGEST_TITLE}个字符", f"a title has at most {LONGEST_TITLE} printable characters")
    text = text.strip()
    return {"zh": text or f"在线试算{number}", "en": text or f"Try {number} of the studio"}


class Studio:
    """Visitors, and what they may ask for."""

    def __init__(self, base: Base, folder: Path, save_to: Path) -> None:
        self.base, self.folder, self.save_to = base, folder, save_to
        self.levers: Levers = base.levers
        self.visitors: dict[str, Visitor] = {}
        self.texts = _core.page()

    def app(self) -> Starlette:
        routes = [
            Route("/", self.page),
            Route("/levers", self.told_levers),
            Route("/state", self.state),
            Route("/answer", self.answer),
        ]
        routes += [Route(f"/{name}", self.file) for name in _FILES]
        actions = {"/visit": self.visit, "/run": self.run, "/stop": self.stop, "/save": self.save}
        routes += [Route(path, action, methods=["POST"]) for path, action in actions.items()]
        handlers: dict[Any, Any] = {
            Refusal: lambda _, refusal: JSONResponse(refusal.texts, status_code=400),
            _TooLong: lambda _, __: _refused(413, "请求超过10 kB", "the body is longer than 10 kB"),
        }
        return Starlette(routes=routes, exception_handlers=handlers)

    async def page(self, _: Request) -> Response:
        return Response(shell(self.texts), media_type="text/html; charset=utf-8")

    async def file(self, request: Request) -> Response:
        text, kind = _FILES[request.url.path[1:]]
        return Response(self.texts[text], media_type=kind)

    async def told_levers(self, _: Request) -> Response:
        about = {"title": self.base.scenario.title, "seed": self.base.seed, "stages": self.base.stages}
        return JSONResponse({**self.levers.as_json(), **about})

    def _visitor(self, id: Any) -> Visitor:
        visitor = self.visitors.get(id) if isinstance(id, str) else None
        if visitor is None:
            raise Refusal("页面已过期，请刷新", "the page is out of date; load it again")
        self.visitors[id] = self.visitors.pop(id)  # the last to be dropped
        return visitor

    async def visit(self, request: Request) -> Response:
        await _asked(request)
        id = secrets.token_hex(16)
        folder = self.folder / id
        folder.mkdir(mode=0o700)
        self.visitors[id] = visitor = Visitor(self.base, folder)
        while len(self.visitors) > MOST_VISITORS:
            self.visitors.pop(next(iter(self.visitors))).close()
        visitor.ask(self.levers.move({}))
        return JSONResponse({"visitor": id})

    async def run(self, request: Request) -> Response:
        asked = await _asked(request, "visitor", "move")
        wanted = self._visitor(asked["visitor"]).ask(self.levers.move(asked["move"]))
        return JSONResponse({"id": wanted.id})

    async def stop(self, request: Request) -> Response:
        self._visitor((await _asked(request, "visitor"))["visitor"]).stop()
        return JSONResponse({})

    async def state(self, request: Request) -> Response:
        visitor = self._visitor(request.query_params.get("visitor"))
        tries = [one.told() for one in list(visitor.tries.values())]
        return JSONResponse({"tries": tries, "runs": visitor.started, "base": list(self.base.done)})

    def _try(self, visitor: Visitor, id: Any) -> Any:
        found = next((one for at, one in list(visitor.tries.items()) if str(at) == str(id)), None)
        if found is None or not found.answer:
            raise Refusal("没有这次试算的结果", "there is no result of this try")
        return found

    async def answer(self, request: Request) -> Response:
        found = self._try(self._visitor(request.query_params.get("visitor")), request.query_params.get("id"))
        return Response(zlib.decompress(found.answer), media_type="application/json")

    async def save(self, request: Request) -> Response:
        asked = await _asked(request, "visitor", "id", "title")
        found = self._try(self._visitor(asked["visitor"]), asked["id"])
        title, changes = _title(asked["title"], found.id), self.levers.changes(found.move)
        try:
            path = await run_in_threadpool(save, self.base.scenario, self.save_to, changes, title, found.replicas, self.base.seed)
        except (OSError, WufeiError) as error:
            return _refused(500, f"无法保存：{error}", f"cannot save: {error}")
        found.saved = str(path)
        return JSONResponse({"path": str(path), "replicas": found.replicas})


_FILES = {
    "page.js": ("page_script", "text/javascript; charset=utf-8"),
    "page.css": ("page_style", "text/css; charset=utf-8"),
    "studio.js": ("studio_script", "text/javascript; charset=utf-8"),
    "studio.css": ("studio_style", "text/css; charset=utf-8"),
}


def shell(texts: dict[str, str]) -> str:
    """The page before it has an answer: that of the report, with a place for the levers."""
    return f"""<!doctype html>
<html lang=zh>
<head>
<meta charset=utf-8>
<meta name=viewport content="width=device-width, initial-scale=1">
<title>无废 · Wufei</title>
<link rel=stylesheet href=/page.css>
<link rel=stylesheet href=/studio.css>
<link rel=icon href="data:,">
</head>
<body class=studio>
{texts["shapes"]}<header>{texts["languages"]}<h1 id=title></h1><p class=subtitle id=subtitle></p></header>
<div class=desk>
<aside id=levers aria-label="改动 · Levers"></aside>
<div class=answer><div id=contents></div><main id=answer aria-live=off></main></div>
</div>
<script type="application/json" id=data>{{}}</script>
<script src=/page.js></script>
<script src=/studio.js></script>
</body>
</html>
"""
