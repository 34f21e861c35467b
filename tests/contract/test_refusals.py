"""Every refusal survives the broker: its code and arguments as JSON are enough to raise it again elsewhere."""

import json

import pytest

from services.common import errors

SAMPLES: dict[type[errors.Refusal], tuple[object, ...]] = {
    errors.NotFound: ("complaint",),
    errors.UnknownTenant: ("contoh",),
    errors.WrongReferenceOrCode: (),
    errors.SignInFailed: (),
    errors.NotSignedIn: (),
    errors.NotYourRole: ("inspektur",),
    errors.Invalid: ({"identity.name": "This regency's SOP requires it on this channel."},),
    errors.OutcomeNotAllowed: ("menunggu", "Memutuskan", "audit, teguran"),
    errors.ReturnedTooOften: ("Memutuskan", "Dikembalikan", 2),
    errors.Incomplete: ("ktp, letter",),
    errors.ExtensionRefused: ("a request waits for its decision",),
    errors.ForwardingRefused: ("the unit is the reported party. Choose the unit above it",),
    errors.OpeningRefused: ("none is kept of this complaint",),
    errors.ObjectionTooLate: ("16 Maret 2026",),
    errors.CannotMigrate: ("banyumas@3", "it has no step telaah of the kind assess; end that step first"),
    errors.TaskDone: ("audit",),
    errors.StaleVersion: (7,),
    errors.KeyReused: (),
    errors.AlreadyFiled: ("BMS-26-7K3M-Q9TX",),
    errors.NotAwaited: ("BMS-26-7K3M-Q9TX",),
    errors.CallbackRefused: (),
    errors.AttachmentRefused: ("it is empty. Choose the file again", "empty"),
    errors.AttachmentUnknown: ("0a6a1d5e-0000-4000-8000-000000000001",),
    errors.NotYetChecked: ("0a6a1d5e-0000-4000-8000-000000000001",),
    errors.KeptApart: ("0a6a1d5e-0000-4000-8000-000000000001",),
    errors.NotYetRendered: ("0a6a1d5e-0000-4000-8000-000000000001",),
    errors.SigningRefused: ("it is signed already, or just being signed",),
    errors.NotSigned: ("Surat Perintah Tugas", "spt", "0a6a1d5e-0000-4000-8000-000000000001"),
    errors.CancelRefused: ("the reporter has it already. Write another in its place",),
    errors.SubscriptionRefused: ("it is switched off. Switch it on first",),
    errors.UploadExpired: (),
    errors.NoLongerKept: ("2031-03-16",),
    errors.CallerNotTrusted: (),
    errors.Unavailable: ("review",),
}


def test_there_is_a_sample_of_every_refusal() -> None:
    assert set(SAMPLES) == set(errors.Refusal.__subclasses__()) == set(errors.ALL.values())


@pytest.mark.parametrize(("kind", "args"), SAMPLES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_refusal_is_the_same_on_the_other_side(kind: type[errors.Refusal], args: tuple[object, ...]) -> None:
    raised = kind(*args)
    code, sent = json.loads(json.dumps([raised.code, list(raised.args)]))
    rebuilt = errors.rebuild(code, sent)
    assert type(rebuilt) is kind
    assert (str(rebuilt), rebuilt.fields, rebuilt.code) == (str(raised), raised.fields, raised.code)


@pytest.mark.parametrize(("kind", "args"), SAMPLES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_refusal_is_a_sentence_that_uses_all_its_arguments(
    kind: type[errors.Refusal], args: tuple[object, ...]
) -> None:
    sentence = str(kind(*args))
    assert sentence[0].isupper() or sentence.startswith("'")
    assert sentence.rstrip().endswith((".", "again"))
    assert "{}" not in sentence
    assert kind is errors.Invalid or all(str(arg) in sentence for arg in args)


def test_invalid_keeps_the_fields_apart_from_its_sentence() -> None:
    refusal = errors.Invalid({"reason": "Give the reason."})
    assert refusal.fields == {"reason": "Give the reason."}
    assert "reason" not in str(refusal)
