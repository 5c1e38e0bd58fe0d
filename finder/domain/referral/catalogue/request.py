"""Who asks whom for what, for whom, and how urgently."""

from finder.domain.referral.elements import (
    Block,
    Element,
    Since,
    day,
    picked,
    suggested,
    text,
    yes_no,
)

CONSULT_AND_TREAT = "Please see this patient and treat if suitable"
CONSULT_ONLY = "Please advise only; treatment to be agreed with me first"
EMERGENCY = "emergency"

REQUEST = (
    picked(
        "urgency",
        Block.REQUEST,
        "Urgency",
        {
            EMERGENCY: "Emergency: same day",
            "urgent": "Urgent: within 48 hours",
            "soon": "Soon: within 2 weeks",
            "routine": "Routine",
        },
        is_required=True,
    ),
    suggested(
        "question",
        Block.REQUEST,
        "Clinical question",
        CONSULT_AND_TREAT,
        CONSULT_ONLY,
        longest=300,
        suggested=CONSULT_AND_TREAT,
        hint="Take one of the suggestions, write your own question, or clear it.",
    ),
    text(
        "emergency_acknowledgement",
        Block.REQUEST,
        "Acknowledgement of the red flags",
        300,
        "Only with a red flag: write what was arranged today, in 10 characters or more.",
    ),
)
RECIPIENT = (
    Element(
        "npi",
        Block.RECIPIENT,
        "NPI of the doctor",
        is_required=True,
        longest=20,
        hint="Ten digits. Search or a profile fills it in.",
    ),
)
SENDER = (
    Element("sender_name", Block.SENDER, "Name"),
    Element("sender_credentials", Block.SENDER, "Credentials", longest=60, hint="Such as MD"),
    Element("sender_practice", Block.SENDER, "Practice"),
    Element("sender_address", Block.SENDER, "Address", longest=200),
    Element("sender_phone", Block.SENDER, "Phone", longest=40),
    Element("sender_fax", Block.SENDER, "Fax", longest=40),
    Element(
        "sender_callback",
        Block.SENDER,
        "Person to call back",
        hint="Name and direct number",
    ),
)
PATIENT = (
    Element("patient_name", Block.PATIENT, "Name", is_required=True),
    day("patient_dob", Block.PATIENT, "Date of birth", Since.BIRTH, is_required=True),
    picked(
        "patient_sex",
        Block.PATIENT,
        "Sex",
        {"female": "female", "male": "male", "other": "other", "unknown": "unknown"},
    ),
    Element("patient_phone", Block.PATIENT, "Phone", longest=40),
    Element("patient_address", Block.PATIENT, "Address", longest=200),
    suggested("patient_language", Block.PATIENT, "Preferred language", "English", "Spanish"),
    yes_no("interpreter", Block.PATIENT, "Interpreter needed"),
    suggested(
        "insurance",
        Block.PATIENT,
        "Insurance",
        "Original Medicare",
        "Medicare Advantage",
        "Medicaid",
        "Commercial",
        "VA or TRICARE",
        "Uninsured",
        hint="The kind only. Member numbers can be written by hand.",
    ),
    suggested(
        "patient_mobility",
        Block.PATIENT,
        "Mobility and transport",
        "Walks unaided",
        "Walks with an aid",
        "Wheelchair",
        "Stretcher",
        longest=200,
    ),
    Element(
        "patient_representative",
        Block.PATIENT,
        "Representative",
        longest=200,
        hint="Who speaks for the patient, and how to reach them",
    ),
)
