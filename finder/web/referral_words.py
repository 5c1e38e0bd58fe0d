"""What the states, reasons and questions of a referral are called on pages."""

from finder.domain.referral_task import Answer, DeclineReason, OfficeQuestion, TaskStatus
from finder.domain.sentences import Sentence

STATUSES = {
    TaskStatus.REQUESTED: Sentence("Sent, no answer yet"),
    TaskStatus.RECEIVED: Sentence("Received"),
    TaskStatus.ACCEPTED: Sentence("Accepted"),
    TaskStatus.REJECTED: Sentence("Declined"),
    TaskStatus.IN_PROGRESS: Sentence("Scheduled"),
    TaskStatus.COMPLETED: Sentence("Done"),
    TaskStatus.FAILED: Sentence("The visit did not take place"),
    TaskStatus.CANCELLED: Sentence("Withdrawn by the sender"),
}
ANSWERS = {
    Answer.RECEIVED: Sentence("We have received the letter"),
    Answer.ACCEPTED: Sentence("We will see the patient"),
    Answer.SCHEDULED: Sentence("The patient has an appointment"),
    Answer.DECLINED: Sentence("We cannot see the patient"),
    Answer.DONE: Sentence("Done: we have seen the patient"),
}
REASONS = {
    DeclineReason.NO_CAPACITY: Sentence("We have no appointment soon enough"),
    DeclineReason.NOT_OFFERED: Sentence("We do not do this procedure"),
    DeclineReason.NOT_SUITABLE: Sentence("The procedure does not fit in this case"),
    DeclineReason.INSURANCE: Sentence("We do not take this insurance"),
    DeclineReason.NOT_AUTHORIZED: Sentence("The insurance did not approve it"),
    DeclineReason.NOT_REACHED: Sentence("We could not reach the patient"),
    DeclineReason.PATIENT_DECLINED: Sentence("The patient does not want it"),
    DeclineReason.DID_NOT_ATTEND: Sentence("The patient did not come"),
    DeclineReason.OTHER_OFFICE: Sentence("Another office is better for this"),
}
QUESTIONS = {
    OfficeQuestion.IMAGING_REPORT: Sentence("Please send the report of the imaging"),
    OfficeQuestion.IMAGES: Sentence("Please send the images"),
    OfficeQuestion.MEDICATIONS: Sentence("Please send the list of medicines"),
    OfficeQuestion.BLOOD_TESTS: Sentence("Please send the newest blood tests"),
    OfficeQuestion.INSURANCE: Sentence("Please send the insurance details"),
    OfficeQuestion.CONTACT: Sentence("Please send a phone number that works"),
    OfficeQuestion.AUTHORIZATION: Sentence("Please send what prior authorization asks for"),
    OfficeQuestion.CALL_US: Sentence("Please call our office"),
}
