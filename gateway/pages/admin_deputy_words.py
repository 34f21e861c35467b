"""Words of Plt. and Plh.: what each is, and what is wrong with a wish, by the codes of `gateway.deputising`."""

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "plh": ("Pelaksana harian (Plh.)", "Pejabatnya ada tetapi berhalangan sementara. Paling lama 90 hari ke depan."),
    "plt": ("Pelaksana tugas (Plt.)", "Jabatannya lowong. Paling lama 184 hari ke depan."),
}
WRONG_CODE: Final = "Kode ini salah, sudah dipakai, atau sudah berganti. Ketik enam angka yang tampil sekarang."
FAULTS: Final[Mapping[str, str]] = {
    "no_holder": "Petugas ini tidak ada di daerah ini. Pilih dari daftar.",
    "holder_gone": "Petugas ini tidak lagi ada dalam berkas petugas, jadi jabatannya lowong: pilih Plt.",
    "no_officer": "Petugas ini tidak ada atau akunnya tidak dapat dipakai masuk. Pilih petugas lain.",
    "same": "Tidak seorang pun menggantikan dirinya sendiri. Pilih petugas lain.",
    "oneself": "Anda tidak dapat memberi jabatan kepada diri sendiri. Mintalah administrator lain mencatatnya.",
    "keeper": "Penjaga identitas tidak menangani pengaduan, jadi tidak menggantikan siapa pun. Pilih petugas lain.",
    "units": "Keduanya berbeda unit, sedangkan seorang petugas bertindak untuk satu unit saja. Pilih petugas seunit.",
    "not_held": "Pejabat ini tidak memegang peran itu. Centang peran yang dipegangnya, atau kosongkan untuk semuanya.",
    "not_lent": "Peran administrator dan penjaga identitas tidak dapat digantikan.",
    "nothing": "Pejabat ini tidak memegang peran yang dapat digantikan dan belum dipegang pelaksananya.",
    "taken": "Pada tanggal itu sudah ada yang menggantikan pejabat ini. Akhiri dahulu penugasan tersebut.",
    "past": "Tanggal ini sudah lewat. Penugasan berlaku mulai hari ini atau sesudahnya.",
    "backwards": "Tanggal akhir mendahului tanggal mulai.",
    "too_far": "Terlalu jauh: Plh. paling lama 90 hari dari hari ini, Plt. 184 hari. Catat lagi setelah berakhir.",
}
