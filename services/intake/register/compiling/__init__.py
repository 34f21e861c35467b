"""What the Buku Pengaduan and the report of a period say, put together from the register's tables."""

from services.intake.register.compiling.compiler import compile_report

__all__ = ["compile_report"]
