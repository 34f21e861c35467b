"""What can be wrong with a file, by its code, and the sentence that tells it to whoever sent it."""

from typing import Final, Literal

INFECTED: Final = "infected"
ENCRYPTED: Final = "encrypted"
MACROS: Final = "macros"
EMBEDDED: Final = "embedded"
BOMB: Final = "bomb"
WRONG_TYPE: Final = "wrong_type"
UNEXAMINABLE: Final = "unexaminable"
TOO_LARGE: Final = "too_large"
ENDED: Final = "ended"

REASONS: Final = {
    INFECTED: "A virus was found in it. Clean the device it comes from, or send a photograph or printout instead.",
    ENCRYPTED: "It is protected by a password. Remove the password and send it again.",
    MACROS: "It contains macros. Save it without them, or as a PDF, and send it again.",
    EMBEDDED: "Another file or program is hidden in it. Save it as a PDF, or send the files one by one.",
    BOMB: "Unpacked it is far larger than it looks. Save it anew with fewer or smaller pictures and send it again.",
    WRONG_TYPE: "Its content is not of the type it begins with. Save it anew and send it again.",
    UNEXAMINABLE: "It could not be looked through safely. Save it anew, best as a PDF, and send it again.",
    TOO_LARGE: "It is too large to be scanned for viruses. Send it in smaller parts, or bring it to the office.",
    ENDED: "Its time ended, or it showed who reports and that is no longer kept; so it was removed.",
}
"""The codes the audit trail and the database hold; the sentences are for people."""

NO_COPY: Final = ("audio/", "video/")
"""Sound and film: no copy without hidden data is made of them. The office gets them as sent, units do not."""

OOXML: Final = "application/vnd.openxmlformats-officedocument."
"""Office documents, which are read as they were sent by nobody who did not ask for that."""

REMOVED: Final = "It has been removed since."


def state_for(code: str | None) -> Literal["accepted", "refused", "infected"]:
    """The state of a file in which this was found; None: nothing."""
    if code is None:
        return "accepted"
    return "infected" if code == INFECTED else "refused"
