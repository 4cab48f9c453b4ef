"""One synthetic customer: who they are, and what they do from the first search to the referral."""

from __future__ import annotations

from cjwidgets.datasets.uniform import Uniform

Row = tuple[str, int, str, str, str, str]

FIRST_DAY = 1_767_571_200  # 2026-01-05 00:00
DAY, MINUTE = 86_400, 60
DEVICES = {
    "busy professional": {"mobile": 0.66, "desktop": 0.30, "tablet": 0.04},
    "careful retiree": {"mobile": 0.22, "desktop": 0.60, "tablet": 0.18},
}
OFFLINE = "offline"


class Shopper:
    """A walk through the shop. Each chance is stated where it is taken."""

    def __init__(self, number: int, draw: Uniform) -> None:
        self.id = f"C{number:05d}"
        self.draw = draw
        self.segment = "busy professional" if draw.chance(0.56) else "careful retiree"
        self.busy = self.segment == "busy professional"
        self.device = draw.choice(DEVICES[self.segment])
        self.time = FIRST_DAY + draw.between(0, 150) * DAY + self._hour()
        self.rows: list[Row] = []

    def walk(self) -> list[Row]:
        """Return the events in the order in which they happened."""
        self._become_aware()
        if self.draw.chance(0.52 if self.rows else 1.0):
            self._consider()
            if self.draw.chance(0.65) and self._decide():
                self._receive()
                if self.draw.chance(0.36):
                    self._tell()
        return self.rows

    def _become_aware(self) -> None:
        if self.draw.chance(0.04):  # sent by a friend: starts at the product
            return
        searched = self.draw.chance(0.74)
        if searched:
            for _ in range(self.draw.skewed(1, 4)):
                self._do("search", "search", self.draw.between(20, 240))
        if not searched or self.draw.chance(0.3):
            self._do("social_ad_seen", "social", self.draw.between(5, 60))
            if self.draw.chance(0.45):
                self._do("social_ad_clicked", "social", self.draw.between(2, 20))

    def _consider(self) -> None:
        for visit in range(self.draw.skewed(1, 4)):
            if visit:
                self._another_day()
                if self.draw.chance(0.35):
                    self._do("search", "search", self.draw.between(20, 120))
            if self.draw.chance(0.6):
                self._do("review_site_opened", "review site", self.draw.between(30, 600))
            for _ in range(self.draw.skewed(1, 3)):
                self._do("product_page", "website", self.draw.between(20, 300))
                if self.draw.chance(0.4):
                    self._do("product_reviews", "website", 0)  # loads with the page: same second
            if self.draw.chance(0.22 if self.busy else 0.3):
                self._do("chat_started", "chat", self.draw.between(15, 90))
                self._do("chat_ended", "chat", self.draw.between(120, 900))

    def _decide(self) -> bool:
        """Return whether an order was placed."""
        if self.draw.chance(0.5):
            self._another_day()
            self._do("product_page", "website", self.draw.between(10, 90))
        self._do("basket_added", "website", self.draw.between(10, 120))
        if not self.busy and self.draw.chance(0.08):
            self._do("phone_order", "phone", self.draw.between(600, 7200), OFFLINE)
            return True
        if self.draw.chance(0.4):
            self._do("basket_discount_tried", "website", self.draw.between(15, 120))
        self._checkout()
        # The planted fault: an account is forced, the phone number asked for.
        if self.draw.chance(0.46 if self.device == "mobile" else 0.34):
            if not self.draw.chance(0.83):
                return False
            self._another_day()
            self._do("basket_opened", "website", self.draw.between(5, 60))
            self._checkout()
        self._do("account_created", "website", self.draw.between(60, 400))
        while self.draw.chance(0.07):
            self._do("payment_failed", "website", self.draw.between(20, 90))
        self._do("payment_done", "website", self.draw.between(20, 120))
        return True

    def _checkout(self) -> None:
        self._do("checkout_started", "website", self.draw.between(5, 90))
        self._do("account_form", "website", 0)  # the form is the first page: same second

    def _receive(self) -> None:
        self._do("delivery_slot_chosen", "email", self.draw.between(5, 40) * MINUTE)
        self.time += self.draw.between(2, 9) * DAY
        if self.draw.chance(0.18 if self.busy else 0.06):
            self._do("delivery_missed", "courier", self.draw.between(1, 9) * MINUTE, OFFLINE)
            self.time += self.draw.between(1, 3) * DAY
        self._do("courier_delivered", "courier", self.draw.between(5, 240) * MINUTE, OFFLINE)
        if self.draw.chance(0.62):
            self.time += DAY
            self._do("first_night_rated", "email", self.draw.between(5, 90) * MINUTE)
        if self.draw.chance(0.07):
            self.time += self.draw.between(5, 25) * DAY
            self._do("chat_started", "chat", self.draw.between(5, 90) * MINUTE)
            self._do("return_requested", "chat", self.draw.between(120, 600))

    def _tell(self) -> None:
        self.time += self.draw.between(6, 12) * DAY
        posted = self.draw.chance(0.84)
        if posted:
            self._do("review_mail_opened", "email", self.draw.between(5, 600) * MINUTE)
            if self.draw.chance(0.55):
                self._do("review_posted", "email", self.draw.between(60, 600))
        if not posted or self.draw.chance(0.3):
            self.time += self.draw.between(0, 20) * DAY
            self._do("referral_sent", "friend", self.draw.between(5, 600) * MINUTE)

    def _another_day(self) -> None:
        self.time += self.draw.skewed(1, 9) * DAY
        self.time += self._hour() - self.time % DAY

    def _hour(self) -> int:
        """Second of a day: the evening for the busy, the forenoon for the retired."""
        start = 18 if self.busy and self.draw.chance(0.7) else 9
        return start * 3600 + self.draw.between(0, 4 * 3600)

    def _do(self, event: str, channel: str, after: int, device: str = "") -> None:
        self.time += after
        self.rows.append((self.id, self.time, event, channel, device or self.device, self.segment))
