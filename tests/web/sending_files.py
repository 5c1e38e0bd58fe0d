"""Forms that send a file, as a browser does."""

import re

from werkzeug.test import TestResponse

from tests.web.signing_in import Person

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_BOUNDARY = "----------------the-boundary-of-the-form"


def send_file(person: Person, page: str, content: bytes, name: str, **typed: str) -> TestResponse:
    """Opens the page and sends its form with the file in the field ``file``."""
    token = _TOKEN.search(person.client.get(page).text)
    assert token
    begin = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; name="
    parts = [
        f'{begin}"{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in {"csrf_token": token[1], **typed}.items()
    ]
    named = f'{begin}"file"; filename="{name}"'
    parts.append(f"{named}\r\nContent-Type: text/html\r\n\r\n".encode())
    body = b"".join([*parts, content, f"\r\n--{_BOUNDARY}--\r\n".encode()])
    # Sent as bytes, so that the client needs no file on the disk for what is large.
    kind = f"multipart/form-data; boundary={_BOUNDARY}"
    return person.client.post(page, data=body, content_type=kind)
