"""Accounts, what they sign in with, and their live sign-ins."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from finder.domain.accounts import Role, Stage
from finder.store.base import Base
from finder.store.tables.credential import one_of

# What stands in the column of a secret that nobody has set.
UNSET = ""


class AccountRow(Base):
    """Somebody who may sign in; secrets are hashed or sealed, and empty until they are set."""

    __tablename__ = "account"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("npi = '' OR length(npi) = 10", name="npi_has_ten_digits"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column()
    npi: Mapped[str] = mapped_column()
    is_npi_confirmed: Mapped[bool] = mapped_column()
    is_active: Mapped[bool] = mapped_column()
    password_hash: Mapped[str] = mapped_column()
    # The shared secret of the one-time codes, sealed with the site's key.
    sealed_secret: Mapped[str] = mapped_column()
    # The time step of the last code that was taken: a code works once.
    last_code_step: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()


class SetUpLinkRow(Base):
    """A link that works once; only the hash of its token is kept."""

    __tablename__ = "set_up_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime] = mapped_column()


class RecoveryCodeRow(Base):
    """A code that stands in for the second factor, once; the row goes with its use."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )


class SignInRow(Base):
    """A live sign-in on one browser, whose cookie holds the token that hashes to this."""

    __tablename__ = "sign_in"
    __table_args__ = (one_of("stage", Stage),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[str] = mapped_column()
    began_at: Mapped[datetime] = mapped_column()
    seen_at: Mapped[datetime] = mapped_column()
    browser: Mapped[str] = mapped_column()
