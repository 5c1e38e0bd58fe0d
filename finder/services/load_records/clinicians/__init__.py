"""The Medicare file of clinicians: it confirms practice locations, adds some, overwrites none."""

from finder.services.load_records.clinicians.loader import ClinicianLoader

__all__ = ["ClinicianLoader"]
