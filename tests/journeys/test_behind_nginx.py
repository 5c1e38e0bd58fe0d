"""The README's configuration of nginx, with finder behind it: what it says is what happens."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "finder.example.org"
OURS = f"https://{HOST}"
_PATIENCE_SECONDS = 60
_README = Path(__file__).parents[2] / "README.md"
_AROUND = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/start.log;
events {{ worker_connections 256; }}
http {{
    gzip on; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {sample}
}}
"""


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Site:
    """What a visitor reaches; ``process`` is the port of the one process that runs behind it."""

    plain: int
    protected: int
    process: int
    trust: ssl.SSLContext

    def ask(self, path: str, client: int = 1, form: str | None = None, **headers: str) -> Answer:
        """Over https, from an address of its own for every ``client``."""
        with socket.create_connection(
            ("127.0.0.1", self.protected), _PATIENCE_SECONDS, (f"127.0.0.{client}", 0)
        ) as bare:
            connection = http.client.HTTPConnection(HOST)
            connection.sock = self.trust.wrap_socket(bare, server_hostname=HOST)
            if form is not None:
                headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            return _asked(connection, "GET" if form is None else "POST", path, form, told)


def _asked(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: str | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode(errors="replace"))
    finally:
        connection.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _sample(folder: Path, http_port: int, https_port: int, ports: tuple[int, int]) -> str:
    """The README's own text, with the addresses and files of this test."""
    text = _README.read_text(encoding="utf-8")
    sample = text.partition("```nginx\n")[2].partition("```")[0]
    sample = re.sub(r"(?m)^ *listen \[::\].*\n", "", sample)
    for theirs, ours in (
        ("listen 80;", f"listen 127.0.0.1:{http_port};"),
        ("listen 443 ", f"listen 127.0.0.1:{https_port} "),
        ("server 127.0.0.1:8001 ", f"server 127.0.0.1:{ports[0]} "),
        ("server 127.0.0.1:8002 ", f"server 127.0.0.1:{ports[1]} "),
        ("/etc/ssl/finder/", f"{folder}/"),
        # However slow this machine is, whoever has used up the burst is refused.
        ("rate=20r/s", "rate=1r/m"),
        ("/var/log/nginx/", f"{folder}/"),
    ):
        assert theirs in sample, theirs
        sample = sample.replace(theirs, ours)
    return sample


def _certificate(folder: Path) -> ssl.SSLContext:
    """Writes a key and its certificate; the answer trusts it and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    public = built.public_bytes(serialization.Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(public)
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ssl.create_default_context(cadata=public.decode())


@contextmanager
def _running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            assert process.poll() is None, f"{command[0]} ended"
            assert time.monotonic() < deadline, f"{command[0]} does not answer"
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        sentence = "nginx is not installed: apt-get install nginx"
        if os.environ.get("REQUIRE_ALL_TESTS") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@pytest.fixture(scope="module")
def behind(
    nginx: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[int, int], Site]]:
    """Starts nginx in front of two ports, of which the second is that of a process that runs."""
    with ExitStack() as stack:

        def start(absent: int, present: int) -> Site:
            folder = tmp_path_factory.mktemp("nginx")
            trust = _certificate(folder)
            plain, protected = _free_port(), _free_port()
            sample = _sample(folder, plain, protected, (absent, present))
            (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, sample=sample))
            command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
            stack.enter_context(_running(command, protected))
            return Site(plain, protected, present, trust)

        yield start


@pytest.fixture(scope="module")
def site(
    behind: Callable[[int, int], Site], empty_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One process of finder that runs, and one that does not."""
    home = tmp_path_factory.mktemp("home")
    shutil.copy(empty_file, home / "finder.db")
    port = _free_port()
    command = [sys.executable, "-m", "finder", "serve", "--port", str(port)]
    with _running(
        command,
        port,
        FINDER_HOME=str(home),
        FINDER_ENVIRONMENT="production",
        FINDER_SECRET_KEY="k" * 48,
        FINDER_ALLOWED_HOSTS=HOST,
        FINDER_BASE_URL=OURS,
        FINDER_TRUSTED_PROXIES="1",
        FINDER_METRICS="on",
    ):
        yield behind(_free_port(), port)


def _wrong_sign_in(site: Site, client: int, **headers: str) -> Answer:
    return site.ask("/account/sign-in", client, "email=a", **headers)


def test_every_page_is_answered_while_one_of_two_processes_is_away(site: Site) -> None:
    assert {site.ask("/about").status for _ in range(10)} == {200}


def test_plain_http_leads_to_https(site: Site) -> None:
    answer = _asked(
        http.client.HTTPConnection("127.0.0.1", site.plain), "GET", "/search?near=60601"
    )
    assert answer.status == 301
    assert answer.headers["Location"] == f"{OURS}/search?near=60601"


def test_pages_are_packed_by_finder_alone_and_known_again(site: Site) -> None:
    answer = site.ask("/about", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers.get_all("Strict-Transport-Security") == [
        "max-age=31536000; includeSubDomains"
    ]
    again = site.ask("/about", Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    with_token = site.ask("/account/sign-in", Accept_Encoding="gzip")
    assert with_token.headers["Content-Encoding"] is None
    assert 'name="csrf_token"' in with_token.text


def test_static_files_are_kept_for_a_year(site: Site) -> None:
    found = re.search(r'href="(/static/finder\.css\?v=[0-9a-f]+)"', site.ask("/").text)
    assert found
    assert "max-age=31536000" in site.ask(found[1]).headers["Cache-Control"]


def test_forms_are_taken_from_the_site_itself_alone(site: Site) -> None:
    page = site.ask("/account/sign-in", 2)
    cookie = SimpleCookie(page.headers["Set-Cookie"])["__Host-finder"]
    assert cookie["secure"]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    form = urlencode({"csrf_token": token[1], "email": "a@example.org", "password": "no"})
    kept = f"__Host-finder={cookie.value}"
    own = site.ask("/account/sign-in", 2, form, Cookie=kept, Origin=OURS)
    assert "a@example.org" in own.text
    foreign = site.ask("/account/sign-in", 2, form, Cookie=kept, Origin="https://example.net")
    assert "A page of another site sent this form" in foreign.text


def test_limits_are_of_each_client_whatever_it_says_of_itself(site: Site) -> None:
    statuses = [_wrong_sign_in(site, 3).status for _ in range(21)]
    assert (set(statuses[:20]), statuses[20]) == ({400}, 429)
    assert _wrong_sign_in(site, 3, X_Forwarded_For="203.0.113.9").status == 429
    assert _wrong_sign_in(site, 4).status == 400


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_is_for_the_inside_is_not_shown_outside(site: Site, path: str) -> None:
    assert site.ask(path, 5).status == 404
    inside = http.client.HTTPConnection("127.0.0.1", site.process)
    assert _asked(inside, "GET", path, headers={"Host": HOST}).status == 200


def test_what_is_too_large_is_refused_with_a_sentence(site: Site) -> None:
    large = site.ask("/account/sign-in", 6, "x" * 70_000)
    assert large.status == 413
    assert "Go back and make it shorter" in large.text
    huge = site.ask("/account/sign-in", 6, "", Content_Length=str(17 * 1024**2))
    assert (huge.status, huge.text) == (413, "That is larger than anything this site takes.\n")


def test_too_many_requests_at_once_are_refused_with_a_sentence(site: Site) -> None:
    answers = [site.ask("/healthz", 7) for _ in range(102)]
    assert {answer.status for answer in answers[:100]} == {200}
    refused = answers[-1]
    assert (refused.status, refused.headers["Retry-After"]) == (429, "5")
    assert "Wait a few seconds" in refused.text
    assert site.ask("/healthz", 8).status == 200


def test_while_no_process_answers_the_proxy_says_so(behind: Callable[[int, int], Site]) -> None:
    answer = behind(_free_port(), _free_port()).ask("/")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert "Try again in a few seconds" in answer.text
