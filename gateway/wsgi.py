"""What the web server loads: `gunicorn --config python:gateway.gunicorn_conf gateway.wsgi:app`."""

from gateway.app import create_app
from gateway.settings import GatewaySettings
from services.common.runtime.logs import to_stdout
from services.common.runtime.settings import Environment

to_stdout("gateway")
app = create_app(GatewaySettings.read(Environment()))
