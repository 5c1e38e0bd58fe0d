"""A complete letter about an invented patient, and its parts for tests to change."""

from collections.abc import Mapping
from datetime import date

from finder.domain.referral import (
    Diagnosis,
    Letter,
    Reader,
    Recipient,
    Sender,
    Value,
    read_values,
    warnings_of,
)
from finder.services.letter_tables import load_diagnoses
from finder.settings import ROOT
from tests.factories import TODAY, npi_of

DIAGNOSES: dict[str, Diagnosis] = load_diagnoses(ROOT / "data" / "codes" / "diagnoses.csv")
LETTER_ID = "K7QM4XP29TK7QM4X"
REPLY_ADDRESS = "https://finder.example/r/ABCDEFGHJKMNPQRSTVWXYZ2345"

NEEDED = {
    "npi": npi_of(1),
    "urgency": "soon",
    "patient_name": "Petra Invented",
    "patient_dob": "1948-03-09",
    "levels": "T12 L1",
}
FULL = {
    **NEEDED,
    "question": "Is a kyphoplasty right for her?",
    "patient_sex": "female",
    "patient_phone": "312 555 0177",
    "patient_address": "12 Invented Court, Chicago",
    "patient_language": "Spanish",
    "interpreter": "yes",
    "insurance": "Original Medicare",
    "patient_mobility": "Walks with an aid",
    "patient_representative": "Her daughter Lena",
    "redflag_leg_weakness": "no",
    "redflag_saddle": "no",
    "redflag_bladder_bowel": "no",
    "redflag_fever": "no",
    "redflag_cord": "no",
    "icd10": "M80.08XA",
    "mechanism": "Minor fall or lifting",
    "onset_date": "2026-10-18",
    "hospitalised": "no",
    "imaging_modality": "MRI",
    "imaging_date": "2026-11-02",
    "imaging_facility": "Lakeside Imaging",
    "oedema": "yes",
    "bone_scan": "not-done",
    "height_loss": "30",
    "kyphosis_angle": "12",
    "retropulsion": "no",
    "prior_levels": "None on the films of 2024",
    "images_attached": "yes",
    "mri_contraindication": "None known here",
    "pain_now": "8",
    "pain_worst": "9",
    "pain_on": "2026-11-20",
    "pain_trend": "worsening",
    "pain_at_level": "yes",
    "rdq": "18",
    "odi": "62",
    "walking": "Ten steps with a frame",
    "treatments": "Acetaminophen 3 g a day.\nBrace since October.",
    "treatment_weeks": "5",
    "anticoagulant": "apixaban 5 mg twice a day for atrial fibrillation",
    "inr": "1.1",
    "platelets": "230",
    "creatinine": "0.9",
    "blood_results_on": "2026-11-12",
    "bleeding_disorder": "Bruises easily",
    "allergies": "penicillin: rash",
    "pregnancy": "not possible",
    "infection": "no",
    "neuro_deficit": "Old foot drop",
    "sedation_risk": "Sleep apnea with a mask",
    "implants": "Left hip",
    "vitals": "130/80, 160 cm, 61 kg",
    "cancer_history": "Breast, 2009",
    "steroids": "prednisone 5 mg",
    "prior_fractures": "Wrist in 2019",
    "dxa_date": "2026-01-10",
    "t_score": "-2.9",
    "bone_density_ordered": "no",
    "osteoporosis_treatment": "alendronate weekly",
    "vitamin_d": "Both since March",
    "fracture_liaison": "yes",
    "education_given": "yes",
    "problems": "Hypertension",
    "medications": "lisinopril 10 mg",
    "patient_goals": "To walk to church again",
    "knows_alternatives": "yes",
    "reply_wanted": "A letter after the visit",
    "reply_by": "2026-12-20",
    "osteoporosis_manager": "referrer",
    "sender_name": "Gina Practice",
    "sender_credentials": "FNP",
    "sender_practice": "Prairie Family Practice",
    "sender_address": "9 Sample Road, Chicago",
    "sender_phone": "312 555 0199",
    "sender_fax": "312 555 0198",
    "sender_callback": "Max at extension 4",
}
EMERGENCY = {
    **FULL,
    "redflag_saddle": "yes",
    "urgency": "emergency",
    "emergency_acknowledgement": "Sent to the emergency department at noon",
}


def reader(today: date = TODAY) -> Reader:
    return Reader(DIAGNOSES, today)


def read(**changes: str) -> dict[str, Value]:
    """The values of a letter that has just what is needed, and these."""
    return read_values({**NEEDED, **changes}, reader())


def letter(values: Mapping[str, str] = FULL, *, is_npi_confirmed: bool = True) -> Letter:
    """A letter as it goes out, with its code."""
    held = read_values(values, reader())
    made = Letter(
        letter_id=LETTER_ID,
        written_on=TODAY,
        sender=Sender(npi_of(70), "gp@example.org", is_npi_confirmed, True),
        recipient=Recipient(
            npi=held["npi"].text,
            name="Ada Oakley",
            credentials="MD",
            specialty="Interventional radiology",
            practice="Sample Spine Centre",
            address=("1 Example Avenue", "Chicago, IL 60601"),
            state="IL",
            phone="3125550100",
            fax="",
            confirmed_on=date(2026, 10, 20),
        ),
        values=held,
        warnings=warnings_of(held, DIAGNOSES, TODAY),
    )
    return made.with_code("ABCDEFGHJKMNPQRSTVWXYZ2345", REPLY_ADDRESS)
