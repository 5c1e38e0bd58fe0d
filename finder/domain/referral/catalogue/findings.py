"""What was found: red flags, the fracture, its pictures, and what it does to the patient."""

from finder.domain.referral.elements import (
    Block,
    Element,
    Kind,
    Since,
    day,
    number,
    picked,
    suggested,
    text,
    yes_no,
)

YES_NO_NOT_DONE = {"yes": "yes", "no": "no", "not-done": "not done"}

RED_FLAGS = tuple(
    yes_no(name, Block.RED_FLAGS, label, stands_alone=True)
    for name, label in (
        ("redflag_leg_weakness", "New leg weakness"),
        ("redflag_saddle", "Saddle numbness"),
        ("redflag_bladder_bowel", "New bladder or bowel trouble"),
        ("redflag_fever", "Fever or sepsis"),
        ("redflag_cord", "Suspected cord compression"),
    )
)
FRACTURE = (
    Element(
        "levels",
        Block.FRACTURE,
        "Fractured levels",
        Kind.LEVELS,
        is_required=True,
        hint="ICD-10-CM codes M80 and M84 name no level, so the levels are asked for here.",
    ),
    Element(
        "icd10",
        Block.FRACTURE,
        "ICD-10-CM",
        Kind.CODES,
        stands_alone=True,
        hint="For a low-energy fracture of an osteoporotic bone take M80, not S, also after a "
        "minor fall.",
    ),
    suggested(
        "mechanism",
        Block.FRACTURE,
        "Mechanism",
        "No injury",
        "Minor fall or lifting",
        "Fall from a height",
        "Road traffic collision",
        longest=200,
    ),
    day("onset_date", Block.FRACTURE, "Start of symptoms", Since.ONSET, stands_alone=True),
    yes_no("hospitalised", Block.FRACTURE, "In hospital now"),
)
IMAGING = (
    suggested(
        "imaging_modality",
        Block.IMAGING,
        "Imaging",
        "MRI",
        "CT",
        "X-ray",
        "Bone scan or SPECT-CT",
        stands_alone=True,
    ),
    day("imaging_date", Block.IMAGING, "Date of imaging"),
    Element("imaging_facility", Block.IMAGING, "Facility"),
    picked(
        "oedema",
        Block.IMAGING,
        "Marrow edema (STIR)",
        YES_NO_NOT_DONE,
        hint="Not done: no MRI with a STIR or fat-suppressed series.",
    ),
    picked("bone_scan", Block.IMAGING, "Uptake on bone scan or SPECT", YES_NO_NOT_DONE),
    number("height_loss", Block.IMAGING, "Height loss", "0", "100", "%", example="30"),
    number(
        "kyphosis_angle",
        Block.IMAGING,
        "Kyphosis angle",
        "0",
        "120",
        "degrees",
        example="15",
    ),
    yes_no("retropulsion", Block.IMAGING, "Retropulsion or posterior wall breached"),
    Element("prior_levels", Block.IMAGING, "Earlier fractured or treated levels", longest=200),
    yes_no("images_attached", Block.IMAGING, "Images or report attached"),
    Element(
        "mri_contraindication",
        Block.IMAGING,
        "Reason against MRI",
        longest=200,
        hint="Such as a pacemaker",
    ),
)
PAIN = (
    number(
        "pain_now",
        Block.PAIN,
        "Pain now",
        "0",
        "10",
        "of 10",
        hint="0 is no pain, 10 the worst pain imaginable.",
        example="7",
    ),
    number(
        "pain_worst",
        Block.PAIN,
        "Worst pain",
        "0",
        "10",
        "of 10",
        hint="In the last week.",
        example="9",
    ),
    day("pain_on", Block.PAIN, "Pain rated on"),
    picked(
        "pain_trend",
        Block.PAIN,
        "Course of the pain",
        {"worsening": "worsening", "stable": "stable", "improving": "improving"},
    ),
    yes_no("pain_at_level", Block.PAIN, "Pain on pressing the fractured level"),
    number(
        "rdq",
        Block.PAIN,
        "Roland-Morris questionnaire (RDQ)",
        "0",
        "24",
        "of 24",
        is_whole=True,
        hint="Statements of 24 that are true today; more is worse.",
        example="15",
    ),
    number(
        "odi",
        Block.PAIN,
        "Oswestry Disability Index (ODI)",
        "0",
        "100",
        "%",
        hint="More is worse.",
        example="48",
    ),
    text("walking", Block.PAIN, "Walking and daily activities", 300),
)
