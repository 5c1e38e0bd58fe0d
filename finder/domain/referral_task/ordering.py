"""Which of several letters needs its sender first."""

from datetime import datetime

from finder.domain.referral_task.task import ReferralTask


def by_urgency(tasks: list[ReferralTask], now: datetime) -> list[ReferralTask]:
    """Overdue letters first, then questions that wait, then what is on its way, then what ended.

    In each group the oldest comes first, of what has ended the newest.
    """

    def place(task: ReferralTask) -> tuple[int, float, str]:
        age = (now - task.created_at).total_seconds()
        if task.is_overdue(now):
            return (0, -age, task.letter_id)
        if task.has_ended or task.is_closed(now):
            return (3, age, task.letter_id)
        return (1 if task.current.question else 2, -age, task.letter_id)

    return sorted(tasks, key=place)
