"""Resident memory of every process below one."""

from pathlib import Path


def at_rest(root: int) -> dict[str, float]:
    """MiB by program, the largest process of each, for all descendants of `root`; shared pages count for each."""
    return _by_program(root, "VmRSS")


def peaks(root: int) -> dict[str, float]:
    """The same of the most each process ever had, since `forget_peaks`."""
    return _by_program(root, "VmHWM")


def forget_peaks(root: int) -> None:
    """Let each process's peak be what it has now."""
    for pid in _descendants(root):
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def _by_program(root: int, measure: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for pid in _descendants(root):
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        resident = next((line.split()[1] for line in status.splitlines() if line.startswith(measure)), "0")
        name = _name(pid)
        found[name] = max(found.get(name, 0.0), int(resident) / 1024)
    return dict(sorted(found.items(), key=lambda row: -row[1]))


def _descendants(root: int) -> list[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    mine: list[int] = []
    for pid in sorted(parents):
        above = pid
        while above in parents and above != root:
            above = parents[above]
        if above == root and pid != root:
            mine.append(pid)
    return mine


def _name(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
    service = next((word for word in words if word.startswith("services.") and word.endswith(".service")), None)
    if service:
        return service.removesuffix(".service").split(".")[-1]
    if "gunicorn" in words:
        return "gateway"
    return Path(words[0].split(":")[0]).name + (" relay" if "relay" in words else "")
