"""Which yearly count answers a search, from the counts of every procedure and year."""

from collections.abc import Iterable

from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind


def volume_for(
    volumes: Iterable[ProcedureVolume], procedure: Procedure, newest_year: int | None
) -> ProcedureVolume:
    """The count in the newest year loaded for anyone, the parts of ``any`` added.

    ``newest_year`` is ``None`` where no Medicare file was ever loaded: then it is unknown.
    """
    if newest_year is None:
        return ProcedureVolume(procedure, VolumeKind.UNKNOWN)
    published = [
        volume
        for volume in volumes
        if volume.is_published
        and volume.year == newest_year
        and volume.procedure in procedure.parts
    ]
    if not published:
        return ProcedureVolume(procedure, VolumeKind.NOT_PUBLISHED, year=newest_year)
    is_exact = all(volume.kind is VolumeKind.EXACT for volume in published)
    return ProcedureVolume(
        procedure,
        VolumeKind.EXACT if is_exact else VolumeKind.INTERVAL,
        low=sum(volume.low or 0 for volume in published),
        high=sum(volume.high or 0 for volume in published),
        year=newest_year,
        source=published[0].source,
    )
