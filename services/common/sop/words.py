"""Are all words of an SOP known: in the vocabulary, and declared where this SOP must declare them?"""

from collections.abc import Collection, Iterator
from typing import get_args

from services.common.contracts.results import RESULTS
from services.common.documents import KINDS as DOCUMENTS
from services.common.sop import places
from services.common.sop.finding import Finding, Where
from services.common.sop.model import Channel, Guard, Sop, Step
from services.common.steps import KINDS
from services.common.vocabulary import ATTACHMENT_KINDS, CHANNELS, IDENTITY_FIELDS, MODES, ROLES

BUILT_IN_FACTS = ("channel", "mode")
"""Facts every complaint has from the moment it is filed; an SOP may ask about them but not declare or set them."""


def unknown_words(sop: Sop) -> Iterator[Finding]:
    """Every word that nothing else knows."""
    yield from _channels(sop)
    yield from _roles(sop)
    for n, step in enumerate(sop.steps):
        yield from _known(("steps", n, "kind"), step.kind, KINDS, "kind of step")
        yield from _outputs(("steps", n, "outputs"), step)
        yield from _required(("steps", n, "required"), step)
    for where, step, outcome in places.outcomes(sop):
        for name in outcome.finds:
            yield from _known((*where, "finds", name), name, _questions(step), f"yes-or-no field of {step.kind}")
    for where, document in places.documents(sop):
        yield from _known(where, document, DOCUMENTS, "document")
    yield from _facts(sop)
    yield from _products(sop)


def _known(where: Where, word: str, known: Collection[str], what: str) -> Iterator[Finding]:
    if word not in known:
        yield Finding(where, f"'{word}' is not a known {what}; use one of: {', '.join(known)}.")


def _required(where: Where, step: Step) -> Iterator[Finding]:
    """A step that requires a field its form does not have could never end."""
    fields = RESULTS[step.kind].model_fields if step.kind in RESULTS else step.required
    for n, name in enumerate(step.required):
        yield from _known((*where, n), name, fields, f"field of a step of kind {step.kind}")


def _questions(step: Step) -> list[str]:
    """The fields of its form that are answered yes or no."""
    fields = RESULTS[step.kind].model_fields if step.kind in RESULTS else {}
    return [name for name, field in fields.items() if bool in (field.annotation, *get_args(field.annotation))]


def _outputs(where: Where, step: Step) -> Iterator[Finding]:
    """A document is written from what its kind of step asks for, so no other kind of step can issue it."""
    for n, output in enumerate(step.outputs):
        kind = DOCUMENTS.get(output.document)
        if kind and step.kind in KINDS and step.kind not in kind.steps:
            places_for_it = ", ".join(kind.steps) or "none; it is asked for, or comes by itself"
            message = f"A step of kind {step.kind} does not issue '{output.document}'. Kinds that do: {places_for_it}."
            yield Finding((*where, n, "document"), message)


def _channels(sop: Sop) -> Iterator[Finding]:
    if not sop.channels:
        yield Finding(("channels",), "No complaint can arrive; name at least one channel.")
    for key, channel in sop.channels.items():
        where = ("channels", key)
        yield from _known(where, key, CHANNELS, "channel")
        for n, field in enumerate(channel.identity_required):
            yield from _known((*where, "identity_required", n), field, IDENTITY_FIELDS, "identity field")
        for n, kind in enumerate(channel.attachments_required):
            yield from _known((*where, "attachments_required", n), kind, ATTACHMENT_KINDS, "kind of attachment")
        yield from _anonymity(where, channel)


def _anonymity(where: Where, channel: Channel) -> Iterator[Finding]:
    asks = channel.identity_required or "ktp" in channel.attachments_required
    if "anonymous" in channel.modes and asks:
        message = (
            "Anonymous reporters are welcome here, so nobody can be asked who they are: "
            "take `anonymous` out of the modes, or drop the required identity fields and `ktp`."
        )
        yield Finding((*where, "modes"), message)


def _roles(sop: Sop) -> Iterator[Finding]:
    for role in sop.roles:
        yield from _known(("roles", role), role, ROLES, "role")
    for n, step in enumerate(sop.steps):
        if not step.roles:
            yield Finding(("steps", n, "roles"), "Nobody can do this step; name at least one role.")
    for where, role in places.roles(sop):
        if role not in sop.roles:
            yield Finding(where, f"The role '{role}' is not listed under `roles`; add it there with its label.")


def _facts(sop: Sop) -> Iterator[Finding]:
    for fact in BUILT_IN_FACTS:
        if fact in sop.facts:
            yield Finding(("facts", fact), f"'{fact}' is known of every complaint; take it out of `facts`.")
    values: dict[str, Collection[str]] = {**sop.facts, "channel": sop.channels, "mode": MODES}
    for where, guard in places.guards(sop):
        yield from _guard(where, guard, values)
    for where, _step, outcome in places.outcomes(sop):
        for fact, value in outcome.sets.items():
            yield from _known((*where, "sets", fact), fact, sop.facts, "fact to set")
            yield from _known((*where, "sets", fact), value, sop.facts.get(fact, [value]), f"value of '{fact}'")


def _guard(where: Where, guard: Guard, values: dict[str, Collection[str]]) -> Iterator[Finding]:
    for fact, wanted in guard.items():
        yield from _known((*where, fact), fact, values, "fact")
        for n, value in enumerate(wanted):
            yield from _known((*where, fact, n), value, values.get(fact, [value]), f"value of '{fact}' here")


def _products(sop: Sop) -> Iterator[Finding]:
    made = {output.document for step in sop.steps for output in step.outputs}
    for n, product in enumerate(sop.products):
        if product not in made:
            yield Finding(("products", n), f"No step has '{product}' among its outputs; add it to one.")
