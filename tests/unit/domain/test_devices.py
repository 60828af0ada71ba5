"""Which class of device a User-Agent tells of. The texts are of common browsers and programs of 2024 to 2026."""

import pytest

from enrollment.domain.devices import Device, device_of

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
SEEN = {
    Device.MOBILE: [
        f"{MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1",
        f"{MOZILLA} (Linux; Android 10; K) {BLINK} Mobile Safari/537.36",
        f"{MOZILLA} (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0",
        f"{MOZILLA} (Linux; Android 13; CUBOT X70) {BLINK} Mobile Safari/537.36",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80; U; en) Presto/2.5.25 Version/10.54",
    ],
    Device.TABLET: [
        f"{MOZILLA} (iPad; CPU OS 12_5_7 like Mac OS X) {WEBKIT} Version/12.1.2 Mobile/15E148 Safari/604.1",
        f"{MOZILLA} (Linux; Android 10; K) {BLINK} Safari/537.36",
        f"{MOZILLA} (Android 14; Tablet; rv:133.0) Gecko/133.0 Firefox/133.0",
        f"{MOZILLA} (Linux; Android 9; KFMAWI) {BLINK} Silk/131.1.1 like Chrome/131.0.0.0 Safari/537.36",
    ],
    Device.DESKTOP: [
        f"{MOZILLA} (Windows NT 10.0; Win64; x64) {BLINK} Safari/537.36 Edg/131.0.0.0",
        f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.5 Safari/605.1.15",  # an iPad as well
        f"{MOZILLA} (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
        "Mozilla/",
    ],
    Device.PROGRAM: [
        "",
        "curl/8.5.0",
        "python-httpx/0.28.1",
        "PostmanRuntime/7.43.0",
        "Mozilla",
        f"{MOZILLA} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        f"{MOZILLA} {BLINK} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Safari/537.36",
        f"{MOZILLA} (Linux; Android 6.0.1) {BLINK} Mobile Safari/537.36 (compatible; Googlebot/2.1)",
        f"{MOZILLA} (compatible; Baiduspider/2.0)",
    ],
}


@pytest.mark.parametrize(("device", "text"), [(device, text) for device, texts in SEEN.items() for text in texts])
def test_a_device_is_known_by_what_it_says_of_itself(device, text):
    assert device_of(text) is device


def test_only_the_beginning_is_looked_at_however_long_it_is():
    assert device_of("Mozilla/5.0 (Android " * 1000 + "Mobile") is Device.TABLET
