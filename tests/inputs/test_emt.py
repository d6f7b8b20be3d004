"""FinDatEx EMT files: any delimiter, any version from V3 to V4.3, missing never zero, doubts asked about."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from reporting.domain.errors import Refused, Unusable
from reporting.domain.house import CostPeriod, House, Sourced
from reporting.domain.target_market import Fit, TargetMarket
from reporting.inputs.emt import Emt, read_emt
from reporting.inputs.emt_overlay import overlay_emt
from tests.inputs.builders import house, instrument

ISIN = "IE00B4L5Y983"

LABELS = {
    "00001": "EMT_Version",
    "00007": "EMT_Data_Reporting_Ex_Ante",
    "00008": "EMT_Data_Reporting_Ex_Post",
    "00010": "Financial_Instrument_Identifying_Data",
    "00020": "Type_Of_Identification_Code_For_The_Financial_Instrument",
    "00030": "Financial_Instrument_Name",
    "07020": "Gross_One-off_Cost_Financial_Instrument_Maximum_Entry_Cost_Non_Acquired",
    "07040": "One-off_Cost_Financial_Instrument_Maximum_Entry_Cost_Acquired",
    "07100": "Financial_Instrument_Gross_Ongoing_Costs",
    "07110": "Financial_Instrument_Management_Fee",
    "07120": "Financial_Instrument_Distribution_Fee",
    "07130": "Financial_Instrument_Transaction_Costs_Ex_Ante",
    "07140": "Financial_Instrument_Incidental_Costs_Ex_Ante",
    "07160": "Ex_Ante_Costs_Reference_Date",
    "08030": "Financial_Instrument_Ongoing_Costs_Ex_Post",
    "08070": "Financial_Instrument_Transaction_Costs_Ex_Post",
    "08080": "Financial_Instrument_Incidental_Costs_Ex_Post",
    "08090": "Beginning_Of_Reference_Period",
    "08100": "End_Of_Reference_Period",
}
ROW = {
    "00001": "V4.3",
    "00007": "Y",
    "00008": "Y",
    "00010": ISIN,
    "00020": "1",
    "00030": "Fonds für alle",
    "07020": "0.03",
    "07040": "0.001",
    "07100": "0.0115",
    "07110": "0.0100",
    "07120": "0.0015",
    "07130": "-0.0002",
    "07140": "0",
    "07160": "2026-03-31",
    "08030": "0.0120",
    "08070": "0.0003",
    "08080": "0.0001",
    "08090": "2025-01-01",
    "08100": "2025-12-31",
}
Row = Mapping[str, str]


def text(*rows: Row, delimiter: str = ",") -> str:
    header = [f"{code}_{label}" for code, label in LABELS.items()]
    lines = [header, *([row[code] for code in LABELS] for row in rows)]
    return "\r\n".join(delimiter.join(line) for line in lines) + "\r\n"


def written(folder: Path, *rows: Row, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    path = folder / "emt.csv"
    path.write_bytes(text(*rows, delimiter=delimiter).encode(encoding))
    return path


def read(folder: Path, **changes: str) -> Emt:
    row = ROW | {code.removeprefix("f"): value for code, value in changes.items()}
    return read_emt(written(folder, row, delimiter=";"))


def told(emt: Emt) -> list[str]:
    return [str(fault) for fault in emt.costs[ISIN].faults]


def held(**fields: object) -> House:
    return house(replace(instrument("AAA"), isin=Sourced(ISIN, False), **fields))  # type: ignore[arg-type]


def test_every_field_lands_in_its_place(tmp_path: Path) -> None:
    emt = read_emt(written(tmp_path, ROW))
    costs = emt.costs[ISIN]
    assert (emt.version, emt.label, costs.name) == ("V4.3", "emt.csv", "Fonds für alle")
    assert (costs.ongoing, costs.transaction, costs.incidental) == (0.0115, -0.0002, 0.0)
    assert (costs.entry, costs.exit) == (pytest.approx(0.031, abs=1e-15), None)
    assert costs.reference == dt.date(2026, 3, 31)
    period = CostPeriod(dt.date(2025, 1, 1), dt.date(2025, 12, 31), 0.0120, 0.0003, 0.0001, "emt.csv")
    assert costs.past == period
    assert (costs.missing, costs.faults) == ((), ())


def test_the_ongoing_cost_is_not_added_to_its_parts(tmp_path: Path) -> None:
    assert read(tmp_path).costs[ISIN].ongoing == 0.0115  # not 0.0115 + 0.0100 + 0.0015


@pytest.mark.parametrize("delimiter", ["|", ";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_delimiter_and_encoding_are_recognised(tmp_path: Path, delimiter: str, encoding: str) -> None:
    emt = read_emt(written(tmp_path, ROW, delimiter=delimiter, encoding=encoding))
    assert emt.costs == read_emt(written(tmp_path, ROW)).costs


def test_a_decimal_comma_is_read_where_it_cannot_separate_columns(tmp_path: Path) -> None:
    assert read(tmp_path, f07100="0,0115", f07130="-,0002").costs == read(tmp_path).costs


def test_quotes_are_literal_between_bars(tmp_path: Path) -> None:
    row = ROW | {"00030": 'The "Alpha fund'}
    assert read_emt(written(tmp_path, row, delimiter="|")).costs[ISIN].name == 'The "Alpha fund'


@pytest.mark.parametrize("version", ["V3", "V3.0", "V3.1", "v4", "V4.1", "V4.2", "4.3"])
def test_versions_and_labels_may_differ_if_the_codes_do_not(tmp_path: Path, version: str) -> None:
    path = written(tmp_path, ROW | {"00001": version})
    path.write_text(path.read_text().replace("Gross_Ongoing_Costs", "ongoing_costs"))
    assert read_emt(path).costs[ISIN].ongoing == 0.0115


def workbook(path: Path, *rows: Row, title: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append(["European MiFID Template"])
    sheet.append([f"{code}_{label}" for code, label in LABELS.items()])
    for row in rows:
        cells: list[object] = []
        for code, cell in row.items():
            number = code.startswith(("070", "071", "080")) and "-" not in cell[1:] and cell
            day = cell[4:5] == "-"
            cells.append(float(cell) if number else dt.datetime.fromisoformat(cell) if day else cell)
        sheet.append(cells)
    book.save(path)
    return path


@pytest.mark.parametrize("title", [False, True])
def test_a_workbook_says_the_same_as_a_text_file(tmp_path: Path, title: bool) -> None:
    path = workbook(tmp_path / "emt.csv", ROW, title=title)  # told apart by content, not by its name
    found, plain = read_emt(path).costs[ISIN], read_emt(written(tmp_path, ROW)).costs[ISIN]
    assert replace(found, line=0) == replace(plain, line=0)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("f07100", "1.15", "1.15 means 115 %; 0 % to 20 % is plausible; was 1.15 % meant, as 0.0115?"),
        ("f07100", "-0.001", "0 % to 20 % is plausible"),
        ("f07130", "-0.06", "-5 % to 20 % is plausible; was -0.06 % meant"),
        ("f07130", "1.15%", "write 1.15 % as 0.0115"),
        ("f08030", "1,5", "was 1.5 % meant"),
        ("f07140", "n/a", "is no decimal number"),
        ("f07020", "5", "was 5 % meant"),
        ("f07110", "0.0110", "come to 1.25 %, more than the 1.15 % here"),
        ("f07160", "31/03/2026", "is no date"),
        ("f08100", "2024-12-31", "before its start on 2025-01-01"),
        ("f00007", "maybe", "neither Y nor N"),
    ],
)
def test_what_cannot_be_meant_is_asked_about(tmp_path: Path, field: str, value: str, message: str) -> None:
    emt = read(tmp_path, **{field: value})
    assert any(message in fault and "emt.csv:2" in fault for fault in told(emt)), told(emt)
    with pytest.raises(Unusable) as caught:
        overlay_emt(held(), emt)
    assert message in str(caught.value)


def test_a_fault_in_a_fund_that_is_not_held_stops_nothing(tmp_path: Path) -> None:
    stranger = ROW | {"00010": "US4642872265", "07100": "1.15"}
    emt = read_emt(written(tmp_path, ROW, stranger))
    assert emt.costs["US4642872265"].faults
    assert overlay_emt(held(), emt).instruments["AAA"].ongoing_cost.value == 0.0115


def test_an_isin_that_stands_twice_is_asked_about(tmp_path: Path) -> None:
    emt = read_emt(written(tmp_path, ROW, ROW | {"07100": "0.02"}))
    with pytest.raises(Unusable, match="stands in line 2 already"):
        overlay_emt(held(), emt)


def test_a_negative_transaction_cost_is_kept(tmp_path: Path) -> None:
    after = overlay_emt(held(), read(tmp_path)).instruments["AAA"]
    assert after.transaction_cost.value == -0.0002
    assert after.product_cost == pytest.approx(0.0113, abs=1e-15)


@pytest.mark.parametrize(
    "changes", [{"f00007": "N"}, {"f07100": "", "f07130": "", "f07140": "", "f07160": ""}]
)
def test_unreported_is_missing_and_refuses_the_product_cost(tmp_path: Path, changes: dict[str, str]) -> None:
    after = overlay_emt(held(), read(tmp_path, **changes)).instruments["AAA"]
    assert [field[:5] for field in after.missing_costs] == ["07100", "07130", "07140", "07160"]
    with pytest.raises(Refused, match=f"{ISIN}.*07100_Financial_Instrument_Gross_Ongoing_Costs"):
        _ = after.product_cost


def test_one_empty_cell_is_missing_too(tmp_path: Path) -> None:
    after = overlay_emt(held(), read(tmp_path, f07130="")).instruments["AAA"]
    assert [field[:5] for field in after.missing_costs] == ["07130"]


def test_an_unreported_past_leaves_no_period(tmp_path: Path) -> None:
    after = overlay_emt(held(), read(tmp_path, f00008="N")).instruments["AAA"]
    assert (after.cost_periods, after.missing_costs) == ((), ())


def test_costs_carry_their_source_and_date_and_are_not_illustrative(tmp_path: Path) -> None:
    before = held()
    after = overlay_emt(before, read(tmp_path))
    assert after.instruments["AAA"].ongoing_cost == Sourced(
        0.0115, False, "EMT V4.3, emt.csv", dt.date(2026, 3, 31)
    )
    assert after.instruments["AAA"].entry_cost == before.instruments["AAA"].entry_cost
    assert after.hashes["emt.csv"] == read(tmp_path).sha256


def test_the_newest_of_several_files_counts_and_every_period(tmp_path: Path) -> None:
    new = read(tmp_path)
    (tmp_path / "old").mkdir()
    old = read(
        tmp_path / "old", f07100="0.0190", f07160="2025-03-31", f08090="2024-01-01", f08100="2024-12-31"
    )
    old = replace(old, label="emt-2024.csv")
    silent = replace(new, costs={ISIN: replace(new.costs[ISIN], ongoing=None, missing=("07100",))})
    silent = replace(silent, label="silent.csv")
    after = overlay_emt(held(), new, old, silent).instruments["AAA"]
    assert after.ongoing_cost.value == 0.0115
    assert [period.start.year for period in after.cost_periods] == [2024, 2025]
    assert after.missing_costs == ()


def test_an_instrument_outside_the_file_keeps_its_costs(tmp_path: Path) -> None:
    before = house(replace(instrument("BBB"), isin=Sourced("US4642872265", True)))
    assert overlay_emt(before, read(tmp_path)).instruments == before.instruments


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no EMT header"),
        (b"date,SPY\n2020-01-01,1\n", "no EMT header"),
        (text().encode(), "no rows"),
        (text(ROW | {"00001": "V2"}).encode(), "V2 is no EMT version"),
        (text(ROW | {"00001": ""}).encode(), "no version is no EMT version"),
        (text(ROW).replace("00030_", "00010_").encode(), "stands twice"),
        (b"PK\x03\x04 rubbish", "broken workbook"),
    ],
)
def test_what_is_no_emt_is_refused_in_words(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "emt.csv"
    path.write_bytes(content)
    with pytest.raises(Unusable, match=message):
        read_emt(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"none\.csv: does not exist"):
        read_emt(tmp_path / "none.csv")


# --- target market ----------------------------------------------------------------------------------

TARGET_LABELS = {
    "00006": "EMT_Data_Reporting_Target_Market",
    "01000": "Target_Market_Reference_Date",
    "01010": "Investor_Type_Retail",
    "01020": "Investor_Type_Professional",
    "02010": "Basic_Investor",
    "03010": "Compatible_With_Clients_Who_Can_Not_Bear_Capital_Loss",
    "04010": "Risk_Tolerance_PRIIPS_Methodology",
    "04020": "Risk_Tolerance_UCITS_Methodology",
    "05080": "Minimum_Recommended_Holding_Period",
}
TARGET_ROW = {
    "00006": "Y",
    "01000": "2026-05-31",
    "01010": "Y",
    "01020": "P",
    "02010": "Neutral",
    "03010": "N",
    "04010": "",
    "04020": "5",
    "05080": "M",
}


def with_target(folder: Path, changes: Mapping[str, str] | None = None, name: str = "emt.csv") -> Emt:
    """A file with costs and a target market."""
    labels, row = LABELS | TARGET_LABELS, ROW | TARGET_ROW | dict(changes or {})
    header = ";".join(f"{code}_{labels[code]}" for code in labels)
    path = folder / name
    path.write_text(f"{header}\n{';'.join(row[code] for code in labels)}\n", encoding="utf-8")
    return read_emt(path)


def test_a_target_market_is_read_as_its_producer_states_it(tmp_path: Path) -> None:
    row = with_target(tmp_path).costs[ISIN]
    assert row.faults == () and row.target_day == dt.date(2026, 5, 31)
    assert row.target == TargetMarket(
        retail=Fit.TARGET,
        professional=Fit.NEUTRAL,
        basic=Fit.NEUTRAL,
        no_loss=Fit.EXCLUDED,
        risk_tolerance=5,
        minimum_years=3.0,
    )


@pytest.mark.parametrize(
    ("changes", "years"),
    [({"05080": "V"}, 0.0), ({"05080": "H"}, None), ({"05080": "2.5"}, 2.5), ({"05080": ""}, None)],
)
def test_a_holding_period_is_a_number_or_a_term(
    tmp_path: Path, changes: Mapping[str, str], years: float | None
) -> None:
    target = with_target(tmp_path, changes).costs[ISIN].target
    assert target is not None and target.minimum_years == years


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("01010", "Yes", "is none of Y, N and Neutral"),
        ("04020", "8", "is no risk class from 1 to 7"),
        ("05080", "some years", "is neither a number of years nor one of V, S, M, L and H"),
        ("01000", "31/05/2026", "is no date"),
    ],
)
def test_a_cell_of_the_target_market_that_cannot_be_read_is_a_fault(
    tmp_path: Path, code: str, text: str, said: str
) -> None:
    (fault,) = with_target(tmp_path, {code: text}).costs[ISIN].faults
    assert said in fault.message and fault.path.startswith(code)


def test_a_target_market_that_is_not_reported_is_not_stated(tmp_path: Path) -> None:
    assert with_target(tmp_path, {"00006": "N"}).costs[ISIN].target is None
    assert with_target(tmp_path, dict.fromkeys(TARGET_ROW, "")).costs[ISIN].target is None


def test_the_newest_target_market_takes_the_place_of_the_houses(tmp_path: Path) -> None:
    old = with_target(tmp_path, {"01000": "2025-05-31", "01010": "N"}, "old.csv")
    new = with_target(tmp_path)
    own = house(replace(instrument("TEST"), isin=Sourced(ISIN, True)))
    told = overlay_emt(own, new, old).instruments["TEST"].target_market
    assert told is not None and told.value.retail is Fit.TARGET
    assert (told.illustrative, told.source, told.as_of) == (False, "EMT V4.3, emt.csv", dt.date(2026, 5, 31))
