"""The bare skeleton's gateway: parse JSON, call the service through a pool of stock proxies, answer."""

import os
import queue
from typing import Any

from flask import Flask, jsonify, request
from nameko.standalone.rpc import ClusterRpcProxy

app = Flask(__name__)
_config = {"AMQP_URI": os.environ["AMQP_URI"]}
_proxies: queue.LifoQueue[Any] = queue.LifoQueue()
for _ in range(32):
    _proxies.put(None)


@app.post("/complaints")
def submit() -> Any:
    """One RPC."""
    body = request.get_json()
    proxy = _proxies.get()
    if proxy is None:
        proxy = ClusterRpcProxy(_config, timeout=30)
        proxy.start()
    complaint = {
        "key": request.headers["Idempotency-Key"],
        "subject": body["subject"],
        "story": body["story"],
        "meta": {"channel": body["channel"], "mode": body["mode"]},
    }
    try:
        answer = proxy._proxy.skeleton.submit(complaint)
    finally:
        _proxies.put(proxy)
    return jsonify(answer), 201
