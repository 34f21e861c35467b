"""What operators of the platform are told of regencies: numbers, and nothing else."""

from pydantic import Field

from services.common.contracts.complaints import Message


class RegencyCounts(Message):
    """How much there is of a regency's work. No complaint can be told from it."""

    tenant: str
    open: int
    overdue: int
    closed_this_month: int
    waiting: dict[str, int] = Field(description="Open tasks by desk.")
    channels: dict[str, int] = Field(
        description="Open complaints by channel; channels with fewer than five are counted together as `other`, and "
        "nothing is shown when those would be fewer than five too."
    )


class Counts(Message):
    """All regencies, for operators of the platform."""

    regencies: tuple[RegencyCounts, ...]
