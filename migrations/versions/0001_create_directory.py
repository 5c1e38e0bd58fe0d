"""Create the directory: practitioners, locations, credentials, volumes, exclusions, imports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("ranking_version", sa.Integer(), nullable=False),
        sa.Column("newest_volume_year", sa.Integer(), nullable=True),
        sa.Column("data_as_of", sa.Date(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_directory_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory")),
    )
    op.create_table(
        "exclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("exclusion_type", sa.Text(), nullable=False),
        sa.Column("excluded_on", sa.Date(), nullable=True),
        sa.Column("reinstated_on", sa.Date(), nullable=True),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("waiver_state", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
        sa.UniqueConstraint("digest", name=op.f("uq_exclusion_digest")),
    )
    with op.batch_alter_table("exclusion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exclusion_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_exclusion_npi"), ["npi"], unique=False)

    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("release_on", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_kept", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_run_source"), ["source"], unique=False)

    op.create_table(
        "practitioner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("middle_name", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("credentials_text", sa.Text(), nullable=False),
        sa.Column("enumerated_on", sa.Date(), nullable=True),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("deactivated_on", sa.Date(), nullable=True),
        sa.Column("vanished_on", sa.Date(), nullable=True),
        sa.Column("hidden_because", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(npi) = 10", name=op.f("ck_practitioner_npi_has_ten_digits")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner")),
        sa.UniqueConstraint("npi", name=op.f("uq_practitioner_npi")),
    )
    with op.batch_alter_table("practitioner", schema=None) as batch_op:
        batch_op.create_index("ix_practitioner_name_key", ["name_key"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "priority IN ('high', 'normal', 'low')", name=op.f("ck_review_priority_is_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("digest", name=op.f("uq_review_digest")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_npi"), ["npi"], unique=False)

    op.create_table(
        "certification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("duration_type", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("board_status", sa.Text(), nullable=False),
        sa.Column("maintenance_status", sa.Text(), nullable=False),
        sa.Column("is_stated", sa.Boolean(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "board_status IN ('certified', 'not_certified', 'expired', 'revoked_or_surrendered', 'converted', 'retired', 'board_eligible', 'not_found')",
            name=op.f("ck_certification_board_status_is_known"),
        ),
        sa.CheckConstraint(
            "certificate IN ('IR_DR', 'DR', 'VIR_LEGACY', 'AOBR_DR', 'AOBR_VIR', 'NEURORAD', 'OTHER')",
            name=op.f("ck_certification_certificate_is_known"),
        ),
        sa.CheckConstraint(
            "duration_type IN ('lifetime', 'time_limited', 'continuous', 'unknown')",
            name=op.f("ck_certification_duration_type_is_known"),
        ),
        sa.CheckConstraint(
            "issuer IN ('ABR', 'AOBR', 'ABMS-other', 'AOA-other')",
            name=op.f("ck_certification_issuer_is_known"),
        ),
        sa.CheckConstraint(
            "maintenance_status IN ('maintained', 'not_participating', 'not_required', 'unknown')",
            name=op.f("ck_certification_maintenance_status_is_known"),
        ),
        sa.CheckConstraint(
            "is_stated = (checked_on IS NULL)", name=op.f("ck_certification_checked_or_stated")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_certification_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification")),
        sa.UniqueConstraint(
            "practitioner_id",
            "issuer",
            "certificate",
            "is_stated",
            name=op.f("uq_certification_practitioner_id_issuer_certificate_is_stated"),
        ),
    )
    op.create_table(
        "mailing_address",
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("line1", sa.Text(), nullable=False),
        sa.Column("line2", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("zip_code", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_mailing_address_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practitioner_id", name=op.f("pk_mailing_address")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("society", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("valid_through", sa.Date(), nullable=True),
        sa.Column("is_stated", sa.Boolean(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "category IN ('fellow', 'member', 'member_first_year', 'associate', 'in_training', 'corresponding', 'emeritus', 'none_found')",
            name=op.f("ck_membership_category_is_known"),
        ),
        sa.CheckConstraint(
            "is_stated = (checked_on IS NULL)", name=op.f("ck_membership_checked_or_stated")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_membership_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "practitioner_id",
            "society",
            "is_stated",
            name=op.f("uq_membership_practitioner_id_society_is_stated"),
        ),
    )
    op.create_table(
        "name_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_name_word_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "practitioner_id", name=op.f("pk_name_word")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("name_word", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_name_word_practitioner_id"), ["practitioner_id"], unique=False
        )

    op.create_table(
        "practice_location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("line1", sa.Text(), nullable=False),
        sa.Column("line2", sa.Text(), nullable=False),
        sa.Column("line_key", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("zip_code", sa.Text(), nullable=False),
        sa.Column("zip_plus4", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("fax", sa.Text(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("accepts_new_patients", sa.Boolean(), nullable=True),
        sa.Column("telehealth", sa.Boolean(), nullable=True),
        sa.Column("medicare", sa.Boolean(), nullable=True),
        sa.Column("wheelchair_access", sa.Boolean(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(lat IS NULL) = (lon IS NULL)", name=op.f("ck_practice_location_placed_whole")
        ),
        sa.CheckConstraint(
            "lat IS NULL OR lat <> 0 OR lon <> 0",
            name=op.f("ck_practice_location_not_at_null_island"),
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practice_location_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_location")),
        sa.UniqueConstraint(
            "practitioner_id",
            "zip_code",
            "line_key",
            name=op.f("uq_practice_location_practitioner_id_zip_code_line_key"),
        ),
    )
    op.create_table(
        "practitioner_taxonomy",
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_taxonomy_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practitioner_id", "slot", name=op.f("pk_practitioner_taxonomy")),
    )
    with op.batch_alter_table("practitioner_taxonomy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practitioner_taxonomy_code"), ["code"], unique=False)

    op.create_table(
        "procedure_volume",
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('exact', 'interval')", name=op.f("ck_procedure_volume_kind_is_published")
        ),
        sa.CheckConstraint(
            "procedure IN ('kyphoplasty', 'vertebroplasty')",
            name=op.f("ck_procedure_volume_procedure_is_known"),
        ),
        sa.CheckConstraint("low > 0 AND low <= high", name=op.f("ck_procedure_volume_never_zero")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_procedure_volume_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "procedure", "year", name=op.f("pk_procedure_volume")
        ),
    )
    op.create_table(
        "state_license",
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_state_license_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "state", "number", name=op.f("pk_state_license")
        ),
    )
    op.create_table(
        "verification_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_verification_event_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_event")),
        sa.UniqueConstraint("digest", name=op.f("uq_verification_event_digest")),
    )
    with op.batch_alter_table("verification_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verification_event_practitioner_id"), ["practitioner_id"], unique=False
        )

    op.create_table(
        "location_index",
        sa.Column("lat_band", sa.Integer(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("x", sa.Double(), nullable=False),
        sa.Column("y", sa.Double(), nullable=False),
        sa.Column("z", sa.Double(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("kyphoplasty_quality", sa.Double(), nullable=False),
        sa.Column("vertebroplasty_quality", sa.Double(), nullable=False),
        sa.Column("any_quality", sa.Double(), nullable=False),
        sa.Column("most_recent_check", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_location_index_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "lat_band", "lon", "location_id", "first_day", name=op.f("pk_location_index")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("location_index", schema=None) as batch_op:
        batch_op.create_index(
            "ix_location_index_practitioner_id", ["practitioner_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("location_index", schema=None) as batch_op:
        batch_op.drop_index("ix_location_index_practitioner_id")

    op.drop_table("location_index")
    with op.batch_alter_table("verification_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verification_event_practitioner_id"))

    op.drop_table("verification_event")
    op.drop_table("state_license")
    op.drop_table("procedure_volume")
    with op.batch_alter_table("practitioner_taxonomy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practitioner_taxonomy_code"))

    op.drop_table("practitioner_taxonomy")
    op.drop_table("practice_location")
    with op.batch_alter_table("name_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_word_practitioner_id"))

    op.drop_table("name_word")
    op.drop_table("membership")
    op.drop_table("mailing_address")
    op.drop_table("certification")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_npi"))

    op.drop_table("review")
    with op.batch_alter_table("practitioner", schema=None) as batch_op:
        batch_op.drop_index("ix_practitioner_name_key")

    op.drop_table("practitioner")
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_run_source"))

    op.drop_table("import_run")
    with op.batch_alter_table("exclusion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exclusion_npi"))
        batch_op.drop_index(batch_op.f("ix_exclusion_name_key"))

    op.drop_table("exclusion")
    op.drop_table("directory")
