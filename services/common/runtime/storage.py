"""Attachments in S3: streamed in and out in parts, never whole in memory, never public.

A plain subset of S3 through the minio SDK, so any server will do: put, get, stat, remove. Keys are immutable and
flat below the tenant; names, hashes and types live in PostgreSQL. Objects are encrypted here, each under a key of its
own: whoever can read the store can read no file.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from minio import Minio
from minio.error import MinioException
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from services.common.runtime.sealed_files import Reader, Sealing, opened
from services.common.runtime.settings import Store

PART = 5 * 1024 * 1024  # the smallest part S3 takes
_CHUNK = 64 * 1024
_HEAD = 8192
_AWAY = (MinioException, HTTPError)


class TooLarge(Exception):
    """The stream went past the limit; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What arrived: size in bytes, SHA-256 in hex, and the first bytes for sniffing its type."""

    size: int
    sha256: str
    head: bytes


class Metered:
    """A stream that counts and hashes what is read through it, and stops at a limit."""

    def __init__(self, stream: Reader, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._hash = hashlib.sha256()
        self.size = 0
        self.head = b""

    def read(self, amount: int = -1) -> bytes:
        """As of a file. TooLarge past the limit."""
        data = self._stream.read(amount if amount > 0 else _CHUNK)
        self.size += len(data)
        if self.size > self._limit:
            raise TooLarge
        self._hash.update(data)
        if len(self.head) < _HEAD:
            self.head += data[: _HEAD - len(self.head)]
        return data

    def result(self) -> Stored:
        """What went through."""
        return Stored(self.size, self._hash.hexdigest(), self.head)


class ObjectStore:
    """The bucket of this installation."""

    def __init__(self, settings: Store, connections: int = 16) -> None:
        self._bucket = settings.bucket
        self._client = Minio(
            settings.endpoint,
            access_key=settings.access_key,
            secret_key=settings.secret_key,
            secure=settings.is_secure,
            region="us-east-1",  # saves asking the server where the bucket is
            http_client=PoolManager(
                maxsize=connections, timeout=Timeout(connect=3, read=30), retries=Retry(total=2, backoff_factor=0.2)
            ),
        )

    def ensure_bucket(self) -> None:
        """Create the bucket if it is not there."""
        if not self._client.bucket_exists(self._bucket):
            self._client.make_bucket(self._bucket)

    def is_reachable(self) -> bool:
        """Whether the store answers and has the bucket."""
        try:
            return self._client.bucket_exists(self._bucket)
        except _AWAY:
            return False

    def put(self, key: str, stream: Reader, limit: int, file_key: bytes) -> Stored:
        """Seal and store a stream of unknown length, at most `limit` bytes; what is returned is of the plain content.

        TooLarge, OSError when the store is away.
        """
        metered = Metered(stream, limit)
        sealed = Sealing(metered, file_key)
        try:
            self._client.put_object(self._bucket, key, sealed, length=-1, part_size=PART, num_parallel_uploads=1)  # type: ignore[arg-type]
        except _AWAY as reason:
            raise OSError("the object store refused the file") from reason
        return metered.result()

    def get(self, key: str, file_key: bytes | None) -> Iterator[bytes]:
        """The plain content in chunks; without a key the object as it is, for those from before files were sealed.

        OSError when it is not there; Altered while reading when it is not what was put there.
        """
        try:
            response = self._client.get_object(self._bucket, key)
        except _AWAY as reason:
            raise OSError("the object store has no such file") from reason
        return opened(_chunks(response), file_key) if file_key else _chunks(response)

    def remove(self, key: str) -> None:
        """Remove an object; it is no error when there is none. OSError when the store is away."""
        try:
            self._client.remove_object(self._bucket, key)
        except _AWAY as reason:
            raise OSError("the object store does not answer") from reason


def _chunks(response: object) -> Iterator[bytes]:
    try:
        yield from response.stream(_CHUNK)  # type: ignore[attr-defined]  # urllib3's response, untyped by minio
    finally:
        response.close()  # type: ignore[attr-defined]
        response.release_conn()  # type: ignore[attr-defined]
