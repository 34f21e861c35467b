"""The mails that were sent, as their recipients see them."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `whole` is everything in it a reader could see, headers too."""

    to: str
    subject: str
    body: str
    whole: str


def sent_to(folder: Path, address: str) -> list[Mail]:
    """The mails to an address, oldest first."""
    mails = [_read(file) for file in sorted(folder.glob("[0-9]*.eml"))]
    return [mail for mail in mails if mail.to == address]


def _read(file: Path) -> Mail:
    message = message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default)
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    body = str(message.get_content())
    return Mail(str(message["To"]), str(message["Subject"]), body, f"{headers}\n\n{body}")
