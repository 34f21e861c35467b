"""What a part of an address may be: no NUL, which no database can look for and no file is called."""

from flask import Flask
from werkzeug.routing import BaseConverter, PathConverter


class Part(BaseConverter):
    """One part of an address."""

    regex = r"[^/\x00]+"


class Parts(PathConverter):
    """Several."""

    regex = r"[^/\x00][^\x00]*?"


def install(app: Flask) -> None:
    """Addresses with anything else are no addresses of this application."""
    app.url_map.converters |= {"default": Part, "string": Part, "path": Parts}
