"""Hashing, sealing and drawing of secrets, all by kept libraries."""

import base64
import hashlib
import hmac
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from finder.domain.errors import StoredDataDamaged

_TOKEN_BYTES = 32
# Without 0, O, 1, I and L, which people mistake for each other.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Keeper:
    """Seals with the site's key and hashes passwords with Argon2id."""

    def __init__(self, key: str, hasher: PasswordHasher | None = None) -> None:
        derived = HKDF(SHA256(), 32, salt=None, info=b"finder second factor").derive(key.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))
        self._marking = HKDF(SHA256(), 32, salt=None, info=b"finder reply code").derive(
            key.encode()
        )
        self._hasher = hasher or PasswordHasher()
        # Compared with where there is no account, so that both answers take the same time.
        self._nobodys_hash = self._hasher.hash(new_token())

    def hash_password(self, password: str) -> str:
        return self._hasher.hash(password)

    def is_password(self, stored: str, password: str) -> bool:
        """Whether the password fits; as slow where there is nothing to compare it with."""
        try:
            return self._hasher.verify(stored or self._nobodys_hash, password) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False

    def mark(self, text: str) -> bytes:
        """256 bits that nobody can make of the text without the site's key."""
        return hmac.digest(self._marking, text.encode(), "sha256")

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def unseal(self, sealed: str) -> str:
        """Raises StoredDataDamaged where another key sealed it."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as problem:
            raise StoredDataDamaged(
                "A second factor cannot be read: FINDER_SECRET_KEY is not the one it was sealed "
                "with. Set the old key, or invite the person anew."
            ) from problem


def new_token() -> str:
    """256 random bits for a link or a cookie."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hashed(token: str) -> str:
    """What is stored of a random token: it needs no salt, as nobody can guess it."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_recovery_code() -> str:
    """A code of fifty bits as people copy it: ABCDE-FGHJK."""
    letters = [secrets.choice(_LETTERS) for _ in range(10)]
    return "".join(letters[:5]) + "-" + "".join(letters[5:])


def tidy_code(text: str) -> str:
    """A typed code without the spaces and strokes that people add, in capital letters."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())
