"""The web server's configuration: readers get the current release, editors push with a password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plugins.publish import policy

if TYPE_CHECKING:
    from plugins.publish.host.place import Place
    from plugins.publish.host.rules import Rules

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
BACKEND = Path("/usr/lib/git-core/git-http-backend")
_ASSET = "public, max-age=31536000, immutable"  # the name carries the content
_PAGE = "no-cache"  # asked for again each time, answered with 304: never two releases mixed


def config(place: Place, rules: Rules, *, listen: str = "80", brotli: bool | None = None) -> str:
    """Return the server block for `place`, to be included in nginx's http block."""
    packed = BROTLI.exists() if brotli is None else brotli
    folder, base = _quoted(place.folder), rules.base
    headers = _headers(policy.HEADER)
    # Below a sub-path the release is reached through a folder of that name (see `setup`).
    root = _quoted(place.folder / "web") if base else _quoted(place.current)
    kept = _quoted(place.folder / "web-kept") if base else _quoted(place.kept)
    return f"""\
# 简报：{place.folder}
# 由 ./jianbao host 写成，重新运行会重写。在 nginx 的 http 块里用 include 引入。
server {{
    listen {listen};
    server_name {rules.host};
    root {root};
    charset utf-8;
    charset_types text/css text/plain text/javascript text/csv application/json
        application/xml application/atom+xml;
    types {{
        text/html html htm; text/css css; text/javascript js mjs; application/json json;
        application/xml xml; text/plain txt; text/csv csv;
        image/svg+xml svg; image/png png; image/jpeg jpg jpeg; image/gif gif; image/webp webp;
        image/avif avif; image/x-icon ico; application/pdf pdf; application/wasm wasm;
        application/manifest+json webmanifest; font/woff2 woff2;
        application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx;
    }}
    default_type application/octet-stream;
    server_tokens off;
    gzip_static on;
    {"brotli_static on;" if packed else "# brotli: libnginx-mod-http-brotli-static"}
    etag on;
    open_file_cache off;
    disable_symlinks off;
    absolute_redirect off;
    index index.html;
    error_page 403 404 =404 {base}/404.html;
    recursive_error_pages on;
    log_not_found off;

    location / {{
        add_header Cache-Control "{_PAGE}" always;
{headers}
        error_page 403 404 = @kept;
        location ~ /$ {{ try_files ${{uri}}index.html @kept; }}
    }}
    location ^~ {base}/theme/ {{
        add_header Cache-Control "{_ASSET}";
{headers}
        try_files $uri @kept;
    }}
    location ~ \\.bin$ {{
        add_header Cache-Control "{_ASSET}";
{headers}
        try_files $uri @kept;
    }}
    # One expression for all endings: a page's address is held against it twice.
    location ~ \\.(?:svg|atom\\.xml|gz|br)$ {{
        location ~ g$ {{
            add_header Cache-Control "{_PAGE}" always;
{_headers(policy.DRAWING)}
            try_files $uri @kept;
        }}
        location ~ l$ {{
            types {{ }}
            default_type application/atom+xml;
            add_header Cache-Control "{_PAGE}" always;
{headers}
            try_files $uri @kept;
        }}
        return 404;
    }}
    location @kept {{
        root {kept};
        add_header Cache-Control "{_PAGE}" always;
{headers}
        try_files $uri $uri/index.html =404;
        error_page 403 404 =404 {base}/404.html;
    }}
    location = {base}/health {{
        alias {_quoted(place.health)};
        default_type application/json;
        add_header Cache-Control "no-store" always;
        add_header X-Content-Type-Options "nosniff" always;
    }}
    location ^~ /repository.git {{
        location ~ ^/repository\\.git/(HEAD|info/refs|git-upload-pack|git-receive-pack)$ {{
            auth_basic "jianbao";
            auth_basic_user_file {_quoted(place.passwords)};
            client_max_body_size {rules.disk}m;
            fastcgi_request_buffering off;
            fastcgi_buffering off;
            fastcgi_read_timeout {rules.wait + rules.build_seconds + 60}s;
            fastcgi_pass "unix:{place.socket}";
            fastcgi_param SCRIPT_FILENAME {BACKEND};
            fastcgi_param GIT_PROJECT_ROOT {folder};
            fastcgi_param GIT_HTTP_EXPORT_ALL "";
            fastcgi_param PATH_INFO $uri;
            fastcgi_param REMOTE_USER $remote_user;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
            fastcgi_param HTTP_GIT_PROTOCOL $http_git_protocol;
        }}
        return 404;
    }}
}}
"""


def _headers(csp: str) -> str:
    # Vary is said here and not by gzip_vary, which opens the packed file for everybody to know.
    lines = [("Content-Security-Policy", csp), *policy.HEADERS, ("Vary", "Accept-Encoding")]
    return "\n".join(f'        add_header {name} "{value}" always;' for name, value in lines)


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'
