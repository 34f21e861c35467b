"""For each kind of step a result that is complete, whatever an SOP may require besides."""

from typing import Any

UNIT = "dinas_contoh"
"""The unit a complaint is forwarded to."""

COMPLETE: dict[str, dict[str, Any]] = {
    "record": {"problem_code": "02"},
    "verify": {
        "summary": "Lengkap",
        "checklist": [{"item": "Identitas", "is_met": True}],
    },
    "await_reporter": {},
    "hand_up": {},
    "order_review": {"instruction": "Telaah"},
    "assess": {
        "core_problem": "Inti",
        "recommendation": "Saran",
        "regulations": ["Peraturan contoh"],
        "is_logical": True,
        "is_our_authority": True,
        "has_initial_evidence": True,
        "criteria": "Kriteria",
        "what": "Pungutan",
        "how_much": "Sepuluh ribu rupiah",
    },
    "receive": {"agenda_number": "1/2026", "received_on": "2026-03-02"},
    "decide": {"instruction": "Laksanakan", "meeting_held_on": "2026-03-02", "meeting_minutes": "Risalah"},
    "propose_team": {
        "team": [{"officer": "contoh_ketua", "position": "ketua_tim"}],
        "objective": "Memeriksa pengaduan",
        "days": 5,
    },
    "draft_letter": {
        "basis": ["Peraturan contoh"],
        "place": "Kota Contoh",
        "starts_on": "2026-03-09",
        "copies_to": ["Sekretaris"],
    },
    "sign_letter": {"signed_on": "2026-03-02"},
    "hand_over_letter": {"handed_on": "2026-03-02", "received_by": "Ketua tim"},
    "carry_out": {
        "form": "chapters",
        "assignment_number": "700/014/CTH/2026",
        "reported_on": "2026-03-02",
        "summary": "Ringkas",
        "findings": "Uraian",
        "basis": "Dasar",
        "conclusion": "Simpulan",
        "recommendations": ["Saran"],
    },
    "respond": {"answer": "Telah ditangani"},
    "forward": {"unit": UNIT, "memo": "Mohon ditindaklanjuti"},
    "accept": {"received_on": "2026-03-02"},
    "delegate": {"summary": "Ringkas", "conclusion": "Simpulan"},
    "transfer": {"agency": "Instansi Contoh", "memo": "Mohon ditindaklanjuti"},
    "deliver": {"delivered_on": "2026-03-02", "way": "email", "answer": "Telah ditangani"},
    "await_source": {"confirmed_on": "2026-03-02", "source_status": "Selesai"},
    "close": {"summary": "Selesai", "message": "Terima kasih"},
    "reconsider": {"considerations": "Pertimbangan", "message": "Keberatan telah ditinjau"},
}
"""Results by kind; a return takes none."""
