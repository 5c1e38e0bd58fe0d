"""Every field of the letter in the order in which it is printed; the names are promises."""

from types import MappingProxyType

from finder.domain.referral.catalogue import care, findings, request

ELEMENTS = MappingProxyType(
    {
        element.name: element
        for element in (
            *request.RECIPIENT,
            *request.SENDER,
            *request.REQUEST,
            *request.PATIENT,
            *findings.RED_FLAGS,
            *findings.FRACTURE,
            *findings.IMAGING,
            *findings.PAIN,
            *care.TREATMENT,
            *care.SAFETY,
            *care.CAUSE,
            *care.BONE,
            *care.BACKGROUND,
            *care.WISHES,
            *care.REPLY,
        )
    }
)
