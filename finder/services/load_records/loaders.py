"""Which loader takes the records of which source."""

from collections.abc import Callable

from finder.domain.provenance import Source
from finder.services.load_records.clinicians import ClinicianLoader
from finder.services.load_records.credentials import CERTIFICATIONS, MEMBERSHIPS, CheckLoader
from finder.services.load_records.deactivations import DeactivationLoader
from finder.services.load_records.exclusions import ExclusionLoader
from finder.services.load_records.loading import Loader, Loading
from finder.services.load_records.locations import SecondaryLocationLoader
from finder.services.load_records.ordering import OrderingLoader
from finder.services.load_records.practices import PracticeLoader
from finder.services.load_records.practitioners import PractitionerLoader
from finder.services.load_records.volumes import VolumeLoader

LOADERS: dict[Source, Callable[[Loading], Loader]] = {
    Source.NPPES: PractitionerLoader,
    Source.NPPES_LOCATIONS: SecondaryLocationLoader,
    Source.NPPES_DEACTIVATED: DeactivationLoader,
    Source.MEDICARE_VOLUME: VolumeLoader,
    Source.MEDICARE_CLINICIANS: ClinicianLoader,
    Source.ORDER_REFERRING: OrderingLoader,
    Source.EXCLUSIONS: ExclusionLoader,
    Source.CERTIFICATIONS: lambda loading: CheckLoader(loading, CERTIFICATIONS),
    Source.MEMBERSHIPS: lambda loading: CheckLoader(loading, MEMBERSHIPS),
    Source.PRACTICES: PracticeLoader,
}
