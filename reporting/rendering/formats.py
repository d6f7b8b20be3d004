"""Figures and dates to characters: one formatter object, one locale, rounding once, half-up."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit

from reporting.domain.figure import Figure
from reporting.domain.rounding import rounded
from reporting.domain.units import Unit

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# A language without a region is printed as its EU readers expect it; others stand for themselves.
_REGIONS = {"en": "en_GB"}
_DAY = re.compile(r"^\d+(?:\.|er|º)? (?:de )?")
_FIRST_DAYS = {"fr": "1er", "it": "1º"}
"""How the first day of a month is written where it is an ordinal number."""
_TIME_UNITS = {Unit.YEARS: "duration-year", Unit.DAYS: "duration-day"}


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

    @property
    def percent_gap(self) -> str:
        """What stands between a number and its percent sign: nothing, or a no-break space."""
        return self._percent.removeprefix("{}").removesuffix("%")

    def number(self, value: float, decimals: int, *, signed: bool = False) -> str:
        """A plain number, grouped, with U+2212 for minus; a rounded zero has no sign."""
        return self._signed(rounded(value, decimals), decimals, "{}", signed)

    def percent(self, value: float, decimals: int, *, signed: bool = False) -> str:
        """A decimal as a percentage: 0.0525 with one decimal is `5.3%` in English."""
        return self._signed(rounded(value, decimals, 2), decimals, self._percent, signed)

    def money(self, value: float, currency: str, decimals: int, *, signed: bool = False) -> str:
        """An amount with its ISO code: `EUR 10,000`; the sign stands before the whole."""
        return self._signed(rounded(value, decimals), decimals, self._amount(currency), signed)

    def figure(self, figure: Figure) -> str:
        """The characters of a figure that has a value; `percent_per_year` prints its percentage.

        Raises ValueError for a missing value, which only a catalogue can put into words.
        """
        if figure.value is None:
            raise ValueError(f"figure {figure.id} has no value")
        decimals, signed = figure.decimals, figure.signed
        if figure.unit in _TIME_UNITS:
            return self._duration(figure.value, figure.unit, decimals)
        shift, pattern = 0, "{}"
        if figure.unit in (Unit.PERCENT, Unit.PERCENT_PER_YEAR):
            shift, pattern = 2, self._percent
        elif figure.unit is Unit.MONEY:
            pattern = self._amount(figure.currency)
        if figure.printed_units is None:
            return self._signed(rounded(figure.value, decimals, shift), decimals, pattern, signed)
        return self._signed(Decimal(figure.printed_units).scaleb(-decimals), decimals, pattern, signed)

    def day(self, day: date, *, brief: bool = False) -> str:
        """`30 September 2026`, or `30 Sep 2026` when brief; the day never parts from its month."""
        text = format_date(day, format="medium" if brief else "long", locale=self.locale)
        if first := _FIRST_DAYS.get(self.locale.language):
            text = re.sub(r"^1 ", f"{first} ", text)
        return _DAY.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)

    def month(self, day: date) -> str:
        """`Sep 2026`, for time axes."""
        return format_skeleton("yMMM", day, locale=self.locale).replace(" ", NO_BREAK_SPACE)

    def _amount(self, currency: str) -> str:
        return self._money.format(code=currency, number="{}")

    def _signed(self, number: Decimal, decimals: int, pattern: str, signed: bool) -> str:
        digits = "0" * max(decimals, 0)
        layout = f"{self._grouping}.{digits}" if digits else self._grouping
        text = format_decimal(abs(number), format=layout, locale=self.locale, decimal_quantization=False)
        sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
        return sign + pattern.format(text)

    def _duration(self, value: float, unit: Unit, decimals: int) -> str:
        """`5 years`, with the plural of the language."""
        number = abs(rounded(value, decimals))
        # The unit's own pattern chooses the plural; the number in it is ours.
        mark = "\N{OBJECT REPLACEMENT CHARACTER}0"
        name = _TIME_UNITS[unit]
        words = format_unit(number, name, "long", format=mark, locale=self.locale)
        if name in words:
            # Long names that CLDR leaves out are the short ones (Italian years); Babel does not look there.
            words = format_unit(number, name, "short", format=mark, locale=self.locale)
        text = re.sub("\N{OBJECT REPLACEMENT CHARACTER}\\d+", self.number(value, decimals), words)
        return text.replace(" ", NO_BREAK_SPACE)
