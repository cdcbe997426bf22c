"""A browser and an address in words that a person recognises and that give nothing away."""

import ipaddress

from django.utils.translation import gettext as _

# The first that occurs in a User-Agent header names it; most pretend to be their elders.
BROWSERS = [
    ("MicroMessenger", "微信"), ("AlipayClient", "支付宝"), ("Edg", "Edge"), ("OPR", "Opera"),
    ("Firefox", "Firefox"), ("QQBrowser", "QQ 浏览器"), ("UCBrowser", "UC 浏览器"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
]  # fmt: skip
SYSTEMS = [
    ("HarmonyOS", "鸿蒙"), ("Android", "安卓手机"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows 电脑"), ("Mac OS X", "苹果电脑"), ("Linux", "Linux 电脑"),
]  # fmt: skip


def device_of(user_agent: str) -> str:
    """Browser and system, as far as they say who they are."""
    found = [
        next((name for mark, name in names if mark in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return "，".join(name for name in found if name) or _("未知设备")


def network_of(address: str) -> str:
    """The front half of an address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:  # noqa: PLR2004 (IP version 4)
        return ".".join([*address.split(".")[:2], "*", "*"])
    return ":".join([*known.exploded.split(":")[:3], "*"])
