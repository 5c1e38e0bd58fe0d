"""Signs that cannot wait: one wording for every page that says when to call for help.

Nothing is added to the list without a source: each sign here stops a referral letter too.
"""

from finder.domain.sentences import Sentence

HEADING = Sentence("When to call 911")

# The whole warning where there is room for two lines only: footers, notices, sheets.
CALL_911 = Sentence(
    "Call 911 if you have new weakness in a leg or numbness between the legs. Call 911 if you "
    "have new trouble with your bladder or bowels, or back pain with a fever."
)

# The same warning as a list: the lead, then one sign a line, then why.
LEAD = Sentence("Call 911 if you have any of these:")
SIGNS = (
    Sentence("new weakness in a leg"),
    Sentence("numbness between the legs, where a saddle would touch"),
    Sentence("new trouble with your bladder or bowels"),
    Sentence("back pain with a fever, or you feel very ill with it"),
)
REASON = Sentence(
    "They can mean that a nerve or the spinal cord is being pressed, or that you have a bad "
    "infection. You need a doctor the same day."
)
