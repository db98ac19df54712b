"""What the functions of this example share, as a layer of its own: currencies and their classes,
parts of a range of days, and the customs service's calendar."""

from datetime import date, timedelta

WEEKS_PER_PART = 5

# A subscription of fetch for each class, by a filter policy on the message's attribute.
CLASSES = {
    "major": "CHF GBP JPY USD".split(),
    "european": "BGN CYP CZK DKK EEK HRK HUF ISK LTL LVL MTL NOK PLN ROL RON RUB SEK SIT SKK TRL TRY".split(),
    "overseas": "AUD BRL CAD CNY HKD IDR ILS INR KRW MXN MYR NZD PHP SGD THB ZAR".split(),
}

# Every currency that the customs service has ever quoted against the euro.
CURRENCIES = tuple(sorted(currency for members in CLASSES.values() for currency in members))


def class_of(currency):
    return next(name for name, members in CLASSES.items() if currency in members)


def parts(first, last, currencies):
    """Covers each day of each currency exactly once; weeks stay whole except at the ends."""
    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
    start = first
    while start <= last:
        monday = start - timedelta(days=start.weekday())
        end = min(monday + timedelta(weeks=WEEKS_PER_PART, days=-1), last)
        for currency in currencies:
            yield {"currency": currency, "from": start.isoformat(), "to": end.isoformat()}
        start = end + timedelta(days=1)


def weeks(first, last):
    """The ISO weeks that share a day with the range, as the service names them."""
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        year, week, _ = monday.isocalendar()
        yield f"{year}-W{week:02}"
        monday += timedelta(weeks=1)


def day(text, name):
    """A day as in 2024-01-31; ValueError says what was expected."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: expected a day as in 2024-01-31, found {text!r}") from None
