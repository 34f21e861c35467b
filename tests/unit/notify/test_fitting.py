"""What may be wished for a subscription: to which address, of which channels."""

from ipaddress import IPv4Network

import pytest

from services.common.contracts.outward.subscriptions import Scope
from services.common.errors import Invalid
from services.notify.outward.fitting import demand_address, fitting_scope, fitting_url

LISTED = (IPv4Network("10.20.0.0/16"),)


@pytest.mark.parametrize(
    "url",
    [
        "https://sistem.contoh.example/dumas?kunci=1",
        "https://sistem.contoh.example:8443/",
        "https://93.184.216.34/",
        "https://[2606:4700::1111]/",
        "https://10.20.3.4/",
        "http://10.20.3.4:9000/hook",
        "http://dalam.contoh.example/",
    ],
)
def test_an_address_a_webhook_may_go_to(url: str) -> None:
    assert fitting_url(url, LISTED) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://sistem.contoh.example:22/",
        "https://sistem.contoh.example:0/",
        "https://sistem.contoh.example:99999/",
        "http://93.184.216.34/",
        "http://10.21.0.1/",
    ],
)
def test_an_address_no_webhook_goes_to(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        fitting_url(url, LISTED)
    assert set(refused.value.fields) == {"url"}


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("http://dalam.contoh.example/", ()),
        ("http://93.184.216.34/", LISTED),
        ("http://10.21.0.1/", LISTED),
    ],
)
def test_plain_http_outside_what_is_listed_is_told_to_be_https(url: str, listed: tuple[IPv4Network, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        fitting_url(url, listed)
    assert "https" in refused.value.fields["url"]


def test_a_webhook_has_an_address_and_a_queue_has_none() -> None:
    demand_address("webhook", "https://sistem.contoh.example/")
    demand_address("amqp", None)
    for way, url in (("webhook", None), ("amqp", "https://sistem.contoh.example/")):
        with pytest.raises(Invalid):
            demand_address("webhook" if way == "webhook" else "amqp", url)


def test_without_channels_a_system_hears_its_own_and_each_once() -> None:
    assert fitting_scope(Scope(), ["sp4n_lapor", "lapak_aduan"]).channels == ("lapak_aduan", "sp4n_lapor")
    assert fitting_scope(Scope(channels=("web", "web")), ["lapak_aduan"]).channels == ("web",)
    assert fitting_scope(Scope(all_channels=True), ["pelanggan"]).channels == ()


@pytest.mark.parametrize("scope", [Scope(), Scope(channels=("radio",))], ids=["none", "unknown"])
def test_a_scope_without_a_channel_that_is_one_is_refused(scope: Scope) -> None:
    with pytest.raises(Invalid) as refused:
        fitting_scope(scope, ["pelanggan"])
    assert set(refused.value.fields) == {"scope.channels"}
