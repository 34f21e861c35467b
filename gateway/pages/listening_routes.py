"""The pages on which an administrator settles what other systems hear. Part of `gateway.pages.routes`."""

from typing import Final

from gateway.pages import admin_deliveries, admin_subscription_form, admin_subscriptions
from gateway.pages.table import Page

_OFFICER = ("officer",)
_ALL = "/petugas/kelola/langganan"
_ONE = f"{_ALL}/<uuid:subscription_id>"

LISTENING: Final[tuple[Page, ...]] = (
    Page(_ALL, admin_subscriptions.overview, who=_OFFICER),
    Page(f"{_ALL}/baru", admin_subscription_form.new, admin_subscription_form.add, who=_OFFICER),
    Page(_ONE, admin_subscriptions.one, who=_OFFICER),
    Page(f"{_ONE}/ubah", admin_subscription_form.edit, admin_subscription_form.save, who=_OFFICER),
    Page(f"{_ONE}/keadaan", save=admin_subscriptions.switch, who=_OFFICER),
    Page(f"{_ONE}/coba", save=admin_subscriptions.test, who=_OFFICER),
    Page(f"{_ONE}/ulang", save=admin_subscriptions.replay, who=_OFFICER),
    Page(f"{_ONE}/rahasia", save=admin_subscriptions.rotate, who=_OFFICER),
    Page(f"{_ONE}/hapus", admin_subscriptions.ask_remove, admin_subscriptions.remove, who=_OFFICER),
    Page(f"{_ONE}/kiriman", admin_deliveries.log, who=_OFFICER),
    Page(f"{_ONE}/kiriman/<uuid:delivery_id>", admin_deliveries.delivery, admin_deliveries.resend, who=_OFFICER),
)
