"""Figures and dates to characters: one formatter object, one locale, rounding once, half-up."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit

from reporting.domain.figure import Figure
from reporting.domain.units import Unit

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# A language without a region is printed as its EU readers expect it; others stand for themselves.
_REGIONS = {"en": "en_GB"}
# Enough digits for any finite double at any sensible number of decimals.
_HALF_UP = Context(prec=400, rounding=ROUND_HALF_UP)
_TIME_UNITS = {Unit.YEARS: "duration-year", Unit.DAYS: "duration-day"}


def rounded(value: float, decimals: int, shift: int = 0) -> Decimal:
    """`value` times 10**`shift`, rounded half-up to `decimals` (negative: tens, hundreds).

    Works on the shortest decimal that stands for the double, so 2.675 becomes 2.68 as a reader
    expects and not 2.67 as its binary neighbour would.
    """
    exact = _HALF_UP.scaleb(Decimal(repr(float(value))), Decimal(shift))
    step = Decimal(1).scaleb(-decimals)
    return _HALF_UP.quantize(_HALF_UP.quantize(exact, step), Decimal(1).scaleb(-max(decimals, 0)))


class Formatter:
    """Prints numbers, figures and dates in one language ("en", "de", "fr_BE")."""

    def __init__(self, language: str) -> None:
        self.locale = Locale.parse(_REGIONS.get(language, language).replace("-", "_"))
        self._grouping = self.locale.decimal_formats[None].pattern.split(".")[0]
        self._percent = re.sub(r"[#0,.]+", "{}", self.locale.percent_formats[None].pattern)
        standard = self.locale.currency_formats["standard"].pattern
        self._money = (
            "{code}\N{NO-BREAK SPACE}{number}"
            if standard.startswith("¤")
            else ("{number}\N{NO-BREAK SPACE}{code}")
        )

    @property
    def tag(self) -> str:
        """The BCP 47 tag, e.g. `en-GB`."""
        return str(self.locale).replace("_", "-")

    def number(self, value: float, decimals: int, *, signed: bool = False) -> str:
        """A plain number, grouped, with U+2212 for minus; a rounded zero has no sign."""
        return self._signed(rounded(value, decimals), decimals, "{}", signed)

    def percent(self, value: float, decimals: int, *, signed: bool = False) -> str:
        """A decimal as a percentage: 0.0525 with one decimal is `5.3%` in English."""
        return self._signed(rounded(value, decimals, 2), decimals, self._percent, signed)

    def money(self, value: float, currency: str, decimals: int, *, signed: bool = False) -> str:
        """An amount with its ISO code: `EUR 10,000`; the sign stands before the whole."""
        pattern = self._money.format(code=currency, number="{}")
        return self._signed(rounded(value, decimals), decimals, pattern, signed)

    def figure(self, figure: Figure) -> str:
        """The characters of a figure that has a value; `percent_per_year` prints its percentage.

        Raises ValueError for a missing value, which only a catalogue can put into words.
        """
        if figure.value is None:
            raise ValueError(f"figure {figure.id} has no value")
        value, decimals, signed = figure.value, figure.decimals, figure.signed
        if figure.unit in (Unit.PERCENT, Unit.PERCENT_PER_YEAR):
            return self.percent(value, decimals, signed=signed)
        if figure.unit is Unit.MONEY:
            return self.money(value, figure.currency, decimals, signed=signed)
        if figure.unit in _TIME_UNITS:
            return self._duration(value, figure.unit, decimals)
        return self.number(value, decimals, signed=signed)

    def day(self, day: date, *, brief: bool = False) -> str:
        """`30 September 2026`, or `30 Sep 2026` when brief; the day never parts from its month."""
        text = format_date(day, format="medium" if brief else "long", locale=self.locale)
        return re.sub(r"^(\d+\.?) ", rf"\1{NO_BREAK_SPACE}", text)

    def month(self, day: date) -> str:
        """`Sep 2026`, for time axes."""
        return format_skeleton("yMMM", day, locale=self.locale).replace(" ", NO_BREAK_SPACE)

    def _signed(self, number: Decimal, decimals: int, pattern: str, signed: bool) -> str:
        digits = "0" * max(decimals, 0)
        layout = f"{self._grouping}.{digits}" if digits else self._grouping
        text = format_decimal(abs(number), format=layout, locale=self.locale, decimal_quantization=False)
        sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
        return sign + pattern.format(text)

    def _duration(self, value: float, unit: Unit, decimals: int) -> str:
        """`5 years`, with the plural of the language."""
        number = rounded(value, decimals)
        # The unit's own pattern chooses the plural; the number in it is ours.
        words = format_unit(
            abs(number),
            _TIME_UNITS[unit],
            "long",
            format="\N{OBJECT REPLACEMENT CHARACTER}0",
            locale=self.locale,
        )
        text = re.sub("\N{OBJECT REPLACEMENT CHARACTER}\\d+", self.number(value, decimals), words)
        return text.replace(" ", NO_BREAK_SPACE)
