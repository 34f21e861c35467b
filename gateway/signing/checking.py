"""Whether what came back is what was sent, signed once more. A signature is not taken on trust.

That the provider appends its signature to the file, as PAdES has it, is what keeps the document the one that was
issued: its bytes are still there, and their hash can be computed. A file that was written anew is refused, and so is
one to which other page content was appended before it was signed. TO BE VERIFIED with an agency's own Esign server,
which public descriptions say nothing of.
"""

from gateway.signing.comparing import shows_the_same
from gateway.signing.problems import NotExaminedJustNow, SigningAnswerRefused
from services.common.press.examining import Examined, NotExamined, examined


def demand_signed(sent: bytes, answered: bytes) -> None:
    """SigningAnswerRefused with what is wrong; NotExaminedJustNow."""
    if not answered.startswith(sent):
        raise SigningAnswerRefused("the file was written anew instead of being signed as it was")
    try:
        fault = _fault(examined(sent), examined(answered))
        if not fault and not shows_the_same(sent, answered):
            fault = "the file shows something else than what was sent"
    except NotExamined as reason:
        raise NotExaminedJustNow from reason
    if fault:
        raise SigningAnswerRefused(fault)


def _fault(before: Examined, after: Examined) -> str | None:
    if not after.is_pdf:
        return "the file is no PDF that can be read"
    if after.signatures != before.signatures + 1 or after.last is None:
        return "the file does not have one signature more"
    if not (after.last.is_intact and after.last.is_valid):
        return "the signature is not intact"
    if after.last.change == "content":
        return "the signature does not cover the whole file"
    return None
