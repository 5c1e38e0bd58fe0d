"""Names inside one bundle: the same letter names its resources the same every time."""

import uuid
from dataclasses import dataclass
from typing import Any

Resource = dict[str, Any]

US_NPI = "http://hl7.org/fhir/sid/us-npi"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"


@dataclass(frozen=True, slots=True)
class Names:
    """Addresses of the resources of one letter."""

    letter_id: str

    def address(self, part: str) -> str:
        """A ``urn:uuid`` that depends on letter and part alone."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'finder:{self.letter_id}:{part}')}"

    def reference(self, part: str) -> Resource:
        return {"reference": self.address(part)}


def terminology(system: str, code: str) -> Resource:
    """A concept of one of HL7's own code systems."""
    return {"coding": [{"system": f"{_TERMINOLOGY}/{system}", "code": code}]}


def filled(**elements: Any) -> Resource:
    """The elements that hold anything: FHIR allows no empty ones."""
    return {name: value for name, value in elements.items() if value not in ("", None, [], {})}
