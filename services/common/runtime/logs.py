"""Logs: one JSON object a line on standard output, with codes and ids, never what people wrote or who they are."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Time, level, service, logger, message; a traceback keeps its frames but not the exception's text."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, object] = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": self._service,
            "logger": record.name,
            "message": self._message(record),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["where"] = _frames(record)
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        # An exception passed as an argument may carry values in its text: its type is enough.
        if isinstance(record.msg, BaseException):
            return type(record.msg).__name__
        if isinstance(record.args, tuple):
            record.args = tuple(_without_text(argument) for argument in record.args)
        elif isinstance(record.args, Mapping):
            record.args = {name: _without_text(argument) for name, argument in record.args.items()}
        return record.getMessage()


def _without_text(argument: object) -> object:
    return type(argument).__name__ if isinstance(argument, BaseException) else argument


def _frames(record: logging.LogRecord) -> list[str]:
    frames = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/', 3)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames[-8:]


def to_stdout(service: str) -> None:
    """Log everything from INFO up; nameko's and kombu's chatter from WARNING."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(service))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("nameko", "kombu", "amqp", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
