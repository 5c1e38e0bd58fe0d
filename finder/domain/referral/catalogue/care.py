"""What was tried, what could speak against a procedure, bone health, background and the reply."""

from finder.domain.referral.elements import (
    Block,
    Element,
    Since,
    day,
    number,
    picked,
    suggested,
    text,
    yes_no,
)

TREATMENT = (
    text(
        "treatments",
        Block.TREATMENT,
        "Tried so far",
        800,
        "Analgesics with dose and response, opioids, brace, physical therapy, bed rest; why each "
        "failed or was not tolerated.",
    ),
    number("treatment_weeks", Block.TREATMENT, "For how long", "0", "520", "weeks", example="6"),
)
SAFETY = (
    Element(
        "anticoagulant",
        Block.SAFETY,
        "Anticoagulant or antiplatelet",
        longest=300,
        stands_alone=True,
        hint="Drug, dose and what for. The letter asks the specialist to advise on holding it.",
    ),
    number("inr", Block.SAFETY, "INR", "0.5", "20", example="1.1"),
    number("platelets", Block.SAFETY, "Platelets", "1", "2000", "10^9/L", example="210"),
    number("creatinine", Block.SAFETY, "Creatinine", "0.1", "25", "mg/dL", example="0.9"),
    day("blood_results_on", Block.SAFETY, "Blood results of"),
    Element("bleeding_disorder", Block.SAFETY, "Bleeding disorder", longest=200),
    Element(
        "allergies",
        Block.SAFETY,
        "Allergies",
        longest=400,
        stands_alone=True,
        hint="Also to bone cement (PMMA), contrast, latex and anesthetics. If the patient has "
        "none, write so.",
    ),
    suggested(
        "pregnancy",
        Block.SAFETY,
        "Pregnancy",
        "yes",
        "no",
        "not possible",
        longest=100,
        stands_alone=True,
    ),
    suggested(
        "infection",
        Block.SAFETY,
        "Active infection",
        "yes",
        "no",
        longest=200,
        stands_alone=True,
    ),
    Element("neuro_deficit", Block.SAFETY, "Neurologic deficit", longest=200, stands_alone=True),
    Element(
        "sedation_risk",
        Block.SAFETY,
        "Risks of sedation",
        longest=200,
        hint="Sleep apnea, difficult airway, cannot lie prone",
    ),
    Element("implants", Block.SAFETY, "Implants", longest=200),
    Element("vitals", Block.SAFETY, "Blood pressure, height, weight", longest=100),
)
CAUSE = (
    Element(
        "cancer_history",
        Block.CAUSE,
        "Cancer history",
        longest=300,
        hint="Also myeloma and known metastases",
    ),
    Element("steroids", Block.CAUSE, "Steroids", longest=200, hint="Drug, dose, how long"),
    Element("prior_fractures", Block.CAUSE, "Earlier fragility fractures", longest=200),
)
BONE = (
    day("dxa_date", Block.BONE, "DXA of"),
    number("t_score", Block.BONE, "Lowest T-score", "-10", "10", example="-2.8"),
    yes_no("bone_density_ordered", Block.BONE, "Bone density ordered"),
    Element("osteoporosis_treatment", Block.BONE, "Osteoporosis drug", longest=300),
    Element("vitamin_d", Block.BONE, "Vitamin D and calcium", longest=200),
    yes_no("fracture_liaison", Block.BONE, "Referred to a fracture liaison service"),
    yes_no("education_given", Block.BONE, "Osteoporosis education given"),
)
BACKGROUND = (
    text("problems", Block.BACKGROUND, "Problems", 800),
    text("medications", Block.BACKGROUND, "Medications", 1000),
)
WISHES = (
    text("patient_goals", Block.WISHES, "Goals and concerns", 500),
    yes_no("knows_alternatives", Block.WISHES, "Knows the alternatives, no procedure among them"),
)
REPLY = (
    suggested(
        "reply_wanted",
        Block.REPLY,
        "Reply wanted",
        "A letter after the visit",
        "A call after the visit",
        "Whether you accept, and when",
        longest=200,
    ),
    day("reply_by", Block.REPLY, "Reply by", Since.NOTHING),
    picked(
        "osteoporosis_manager",
        Block.REPLY,
        "Who manages the osteoporosis",
        {
            "referrer": "the referring clinician",
            "specialist": "the specialist",
            "other": "somebody else",
        },
    ),
)
