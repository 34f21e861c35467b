"""The record of processing that UU 27/2022 Pasal 31 asks of the controller, made of the regency's own data."""

from datetime import date

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.tenant import Contact, RetentionClass


class Controller(Message):
    """The regency's office, which decides why and how the data are processed."""

    office: str
    government: str
    contact: Contact


class Activity(Message):
    """What is done with the data, why, and on which legal basis; `parts` are the channels or steps it is done in."""

    activity: str
    parts: tuple[str, ...]
    purpose: str
    basis: str


class DataCategory(Message):
    """A sort of personal data: whose, which, and where it lies."""

    subject: str
    data: str
    place: str


class ProcessingRecord(Message):
    """One page: who is responsible, what is processed and why, who receives it, for how long, how it is guarded."""

    as_of: date
    sop: str
    controller: Controller
    processor: str
    activities: tuple[Activity, ...]
    categories: tuple[DataCategory, ...]
    recipients: tuple[str, ...]
    retention: tuple[RetentionClass, ...]
    is_default_retention: bool = Field(description="The regency has not set its own classes yet.")
    rights: tuple[str, ...]
    security: tuple[str, ...]
