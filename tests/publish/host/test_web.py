"""What nginx from `./jianbao host` gives to readers, and to editors who push over HTTP."""

from __future__ import annotations

import base64
import gzip
import random
import re
import shutil
import subprocess
from pathlib import Path

import brotli
import pytest
from PIL import Image

from plugins.publish import policy
from plugins.publish.host import nginx
from plugins.publish.host.place import Place
from plugins.publish.host.rules import Rules
from tests.publish.host.server import ENVIRONMENT, WHERE, Server, free_port
from tests.publish.paper import git

PAGE = "/articles/2023/report-0/"


def password(server: Server, name: str = "bianji", word: str = "zhenhaojimi") -> str:
    """Give an editor a password, and return the address to push to."""
    htpasswd = ["htpasswd", "-bB", str(server.place.passwords), name, word]
    subprocess.run(htpasswd, check=True, capture_output=True)
    return f"http://{name}:{word}@127.0.0.1:{server.port}/repository.git"


@pytest.mark.parametrize(("code", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_pages_travel_packed_and_arrive_the_same(live: Server, code: str, unpack: object) -> None:
    """Compressed once at publication, not for every reader."""
    packed = live.get(PAGE, Accept_Encoding=code)
    assert packed.headers["Content-Encoding"] == code
    assert unpack(packed.body) == live.get(PAGE).body  # type: ignore[operator] # either function
    for answer in (packed, live.get(PAGE)):
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_assets_are_kept_for_ever_and_pages_asked_for_again(live: Server) -> None:
    """A name that carries its content needs no second look; a page is answered with 304."""
    page = live.get(PAGE)
    css = re.search(r'href="(/theme/main\.[0-9a-f]+\.css)"', page.text)
    assert css
    assert live.get(css[1]).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert page.headers["Cache-Control"] == "no-cache"
    again = live.get(PAGE, If_None_Match=page.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/", PAGE, "/none/", "/feeds/all.atom.xml", "/theme/"])
def test_every_answer_carries_the_policy(live: Server, path: str) -> None:
    """Also the page that says there is none."""
    headers = live.get(path).headers
    assert headers["Content-Security-Policy"] == policy.HEADER
    assert "unsafe-inline" not in policy.HEADER
    for name, value in policy.HEADERS:
        assert headers[name] == value
    assert not re.search(r"\d", headers["Server"])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feeds/all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/health", "application/json; charset=utf-8"),
    ],
)
def test_files_are_what_they_say(live: Server, path: str, kind: str) -> None:
    """The kind is named with its encoding, and browsers may not guess another."""
    answer = live.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_a_drawing_opened_by_itself_can_do_nothing(live: Server) -> None:
    """A picture is a document when a reader opens it alone."""
    editor = live.editor()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'
    )
    (editor.root / "content" / "images" / "line.svg").write_text(drawing, "utf-8")
    editor.write("line.md", "一幅画", "看画。![线](/images/line.svg)")
    done = editor.push()
    assert done.returncode == 0, done.stderr
    answer = live.get("/images/line.svg")
    assert answer.text == drawing
    assert answer.headers["Content-Security-Policy"] == policy.DRAWING
    assert "sandbox" in policy.DRAWING


@pytest.mark.parametrize(
    "path",
    [
        "/host.toml",
        "/../host.toml",
        "/%2e%2e/passwords",
        "/notes/",
        "/repository.git/config",
        "/repository.git/objects/info/packs",
        "/index.html.gz",
        "/theme/",
    ],
)
def test_nothing_beside_the_release_can_be_read(live: Server, path: str) -> None:
    """Neither the owner's files nor Git's own, nor a listing of a folder."""
    assert live.get(path).status in {400, 404}


def test_the_health_page_tells_the_release_and_no_secret(live: Server) -> None:
    """A monitor can see what is live and whether the last attempt succeeded."""
    answer = live.get("/health")
    assert '"ok": true' in answer.text
    assert live.release() in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_pushing_over_http_needs_a_password(live: Server) -> None:
    """401 without or with a wrong one; live at once with the right one, faults behind remote:."""
    address = password(live)
    service = "/repository.git/info/refs?service=git-receive-pack"
    assert live.get(service).status == 401
    wrong = base64.b64encode(b"bianji:falsch").decode()
    assert live.get(service, Authorization=f"Basic {wrong}").status == 401
    editor = live.editor()
    editor.write("over-http.md", "经网推送", "远处的编辑也能推送。")
    editor.commit()
    done = editor.send(to=f"http://127.0.0.1:{live.port}/repository.git")
    assert done.returncode != 0
    done = editor.send(to=address)
    assert done.returncode == 0, done.stderr
    assert "remote: 已发布" in done.stderr
    assert live.get("/articles/2023/over-http/").status == 200
    path = editor.write("bad.md", "坏稿", "文。", sheet="三版")
    editor.commit()
    done = editor.send(to=address)
    assert done.returncode != 0
    assert "remote: articles/2023/bad.md:" in done.stderr
    path.unlink()
    editor.commit()
    assert editor.send(to=address).returncode == 0
    git(editor.root, "pull", "-q")


def test_a_large_push_over_http_arrives(live: Server) -> None:
    """Pictures of several megabytes go through nginx and the gateway, chunked as Git sends them."""
    editor = live.editor()
    picture = editor.root / "content" / "images" / "big.png"

    noise = random.Random(1).randbytes(1200 * 1200 * 3)  # noqa: S311 -- filler that does not pack
    Image.frombytes("RGB", (1200, 1200), noise).save(picture)
    assert picture.stat().st_size > 4_000_000
    editor.write("big.md", "大图", "看图。![大图](/images/big.png)")
    editor.commit()
    done = editor.send(to=password(live))
    assert done.returncode == 0, done.stderr
    answer = live.get("/images/big.png")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")


def test_a_page_fetched_before_a_publication_finds_its_assets_after_it(live: Server) -> None:
    """The theme's files of the release before stay for those who have its pages open."""
    css = next((live.place.current / "theme").glob("main.*.css"))
    old = live.place.releases / live.release() / "theme" / "main.0123456789.css"
    shutil.copy(css, old)
    editor = live.editor()
    editor.write("later-issue.md", "又一篇", "后来的。")
    assert editor.push().returncode == 0
    assert not (live.place.current / "theme" / old.name).exists()
    answer = live.get(f"/theme/{old.name}")
    assert (answer.status, answer.body) == (200, css.read_bytes())


def test_a_site_below_a_sub_path_is_served_there(tmp_path: Path) -> None:
    """https://host/newsletter/ and nothing above it."""
    server = Server(tmp_path, 0)
    server.port = free_port()
    done = server.host("--url", f"{server.url}/newsletter")
    assert done.returncode == 0, done.stderr
    assert server.editor().first_issue().push().returncode == 0
    server.start()
    try:
        assert server.get(f"/newsletter{PAGE}").status == 200
        assert server.get(PAGE).status == 404
        page = server.get("/newsletter/").text
        css = re.search(r'href="(/newsletter/theme/main\.[0-9a-f]+\.css)"', page)
        assert css
        assert "immutable" in server.get(css[1]).headers["Cache-Control"]
        missing = server.get("/newsletter/none/")
        assert missing.status == 404
        assert "没有这一页" in missing.text
        assert server.get("/newsletter/health").status == 200
    finally:
        server.stop()


def test_nothing_of_the_configuration_is_strange_to_nginx(live: Server) -> None:
    """`nginx -t` accepts it without a warning."""
    nginx_ = str(shutil.which("nginx", path=WHERE))
    done = subprocess.run(
        [nginx_, "-t", "-c", str(live.folder / "nginx.conf"), "-p", str(live.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_the_units_are_valid(live: Server) -> None:
    """Systemd reads socket, services and timer without a complaint."""
    units = sorted(live.place.systemd.iterdir())
    assert {unit.suffix for unit in units} == {".socket", ".service", ".timer"}
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "jianbao" in line]
    assert ours == []


def test_the_load_of_two_thousand_readers_makes_no_error(live: Server) -> None:
    """Wrk on loopback: no error at 2,000 connections, while nothing else is asserted of speed."""
    wrk = ["wrk", "-t2", "-c2000", "-d3s", "--timeout", "10s", f"{live.url}{PAGE}"]
    done = subprocess.run(wrk, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert "Non-2xx" not in done.stdout, done.stdout
    errors = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", done.stdout
    )
    assert errors is None or set(errors.groups()) == {"0"}, done.stdout
    served = re.search(r"(\d+) requests in", done.stdout)
    assert served
    assert int(served[1]) > 2000


def test_without_brotli_nginx_is_asked_for_gzip_alone(tmp_path: Path) -> None:
    """The configuration loads on a server that lacks the module."""
    place, rules = Place(tmp_path), Rules("https://news.example.org")
    assert "brotli_static on" in nginx.config(place, rules, brotli=True)
    assert "brotli_static on" not in nginx.config(place, rules, brotli=False)
