"""Words of what an administrator may do with an account, and for what reasons; the trail keeps the codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gateway.account_states import Act
from gateway.pages.words import say


@dataclass(frozen=True, slots=True)
class ActWords:
    """One act: its word in addresses, what its button says, what it means, why it is done, and what is told after."""

    path: str
    name: str
    means: str
    reasons: Sequence[str]
    done: str


ACTS: Final[Mapping[Act, ActWords]] = {
    "end_sessions": ActWords(
        "sesi",
        "Akhiri semua sesi",
        "Petugas ini dikeluarkan dari semua peramban tempat ia masuk. Ia dapat masuk kembali seperti biasa.",
        ("suspected", "asked", "left"),
        "Semua sesi petugas ini telah diakhiri.",
    ),
    "lock": ActWords(
        "kunci",
        "Kunci akun",
        "Semua sesi berakhir dan akun ini tidak dapat dipakai masuk sampai kuncinya dibuka. Tugas yang menunggu "
        "perannya tetap menunggu. Di pintu masuk tidak diberitahukan bahwa akunnya dikunci.",
        ("suspected", "left", "asked"),
        "Akun telah dikunci.",
    ),
    "unlock": ActWords(
        "buka",
        "Buka kunci akun",
        "Akun ini dapat dipakai masuk lagi dengan kata sandi dan kode yang dulu.",
        ("settled", "asked"),
        "Kunci akun telah dibuka.",
    ),
    "take_factor": ActWords(
        "kode",
        "Cabut kode masuk",
        "Semua sesi berakhir. Setelah masuk dengan kata sandi, petugas menyiapkan kode baru di ponselnya. Pastikan "
        "dahulu, dengan bertemu atau menelepon, bahwa ia sendiri yang meminta.",
        ("lost_phone", "suspected", "asked"),
        "Kode masuk telah dicabut. Petugas menyiapkan yang baru setelah masuk dengan kata sandinya.",
    ),
    "give_password": ActWords(
        "sandi",
        "Beri kata sandi sekali pakai",
        "Kata sandi yang lama tidak berlaku lagi dan semua sesi berakhir. Kata sandi baru ditampilkan satu kali, "
        "berlaku tiga hari, dan wajib diganti petugas begitu masuk. Pastikan dahulu siapa yang meminta.",
        ("forgotten", "first", "suspected"),
        "",
    ),
}
"""A test holds that none is missing."""

_REASONS: Final[Mapping[str, str]] = {
    "asked": "Diminta petugas yang bersangkutan",
    "suspected": "Akun diduga dipakai orang lain",
    "left": "Petugas pindah tugas, cuti panjang, atau berhenti",
    "settled": "Sebab penguncian sudah selesai",
    "lost_phone": "Ponsel hilang, rusak, atau diganti",
    "forgotten": "Lupa kata sandi",
    "first": "Akun baru, belum pernah diberi kata sandi",
}


def act_at(path: str) -> Act | None:
    """The act by its word in an address."""
    return next((act for act, words in ACTS.items() if words.path == path), None)


def reasons(act: Act) -> list[tuple[str, str, str]]:
    """Why it may be done: code, words and no hint."""
    return [(code, say(_REASONS[code]), "") for code in ACTS[act].reasons]
