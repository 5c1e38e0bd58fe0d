"""The form in parts that each fit on one screen; one page of all parts is for record systems."""

from dataclasses import dataclass

from finder.domain.referral import ELEMENTS, Block, Element


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the form."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def elements(self) -> tuple[Element, ...]:
        return tuple(
            element
            for block in self.blocks
            for element in ELEMENTS.values()
            if element.block is block
        )


STEPS = (
    Step("request", "Request and red flags", (Block.RECIPIENT, Block.RED_FLAGS, Block.REQUEST)),
    Step("patient", "Patient", (Block.PATIENT,)),
    Step("fracture", "Fracture", (Block.FRACTURE,)),
    Step("imaging", "Imaging", (Block.IMAGING,)),
    Step("pain", "Pain and treatment", (Block.PAIN, Block.TREATMENT)),
    Step("safety", "Safety", (Block.SAFETY,)),
    Step("bone", "Cause and bone health", (Block.CAUSE, Block.BONE)),
    Step("background", "Background and reply", (Block.BACKGROUND, Block.WISHES, Block.REPLY)),
    Step("sender", "You", (Block.SENDER,)),
)
ALL = Step("all", "Everything on one page", tuple(block for it in STEPS for block in it.blocks))
BY_ID = {step.id: step for step in (*STEPS, ALL)}


def number_of(step: Step) -> int:
    """1 is the first; 0 stands for the page of all."""
    return STEPS.index(step) + 1 if step in STEPS else 0


def after(step: Step) -> Step:
    return STEPS[min(number_of(step), len(STEPS) - 1)]


def before(step: Step) -> Step:
    return STEPS[max(number_of(step) - 2, 0)]
