"""Price files: shapes, formats, and every fault with its place."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.errors import Unusable
from reporting.domain.market import PriceTable
from reporting.inputs import quality, tables
from reporting.inputs.prices import read_prices, ticker

WIDE = "date,SPY,AGG\n2021-01-04,100.5,\n2021-01-05,101,50.25\n"
LONG = "date,ticker,close\n2021-01-04,SPY,100.5\n2021-01-05,SPY,101\n2021-01-05,AGG,50.25\n"


def read(folder: Path, text: str | bytes, name: str = "p.csv") -> PriceTable:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_prices(path)


def faults(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(Unusable) as caught:
        read(folder, text)
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]


def assert_small_table(table: PriceTable) -> None:
    assert table.dates.tolist() == np.array(["2021-01-04", "2021-01-05"], dtype="datetime64[D]").tolist()
    assert table.tickers == ("SPY", "AGG")
    np.testing.assert_array_equal(table.closes, [[100.5, np.nan], [101.0, 50.25]])
    assert table.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        WIDE,
        LONG,
        WIDE.replace("\n", "\r\n"),
        "\ufeff" + WIDE,
        WIDE + "\n\n",
        WIDE.replace("date", "Date").replace("SPY", " spy "),
        WIDE.replace("100.5", '"100.5"'),
        LONG.replace("close", "Close"),
        "close,date,ticker\n100.5,2021-01-04,SPY\n50.25,2021-01-05,AGG\n101,2021-01-05,SPY\n",
    ],
)
def test_wide_and_long_files_give_the_same_table(tmp_path: Path, text: str) -> None:
    assert_small_table(read(tmp_path, text))


def parquet_frames() -> dict[str, pd.DataFrame]:
    days = pd.to_datetime(["2021-01-04", "2021-01-05"])
    wide = pd.DataFrame({"date": days, "SPY": [100.5, 101.0], "AGG": [None, 50.25]})
    long = pd.DataFrame(
        {"date": days[[0, 1, 1]].date, "ticker": ["SPY", "SPY", "AGG"], "close": [100.5, 101.0, 50.25]}
    )
    return {
        "wide": wide,
        "index": wide.set_index("date"),
        "texts": wide.assign(date=["2021-01-04", "2021-01-05"]),
        "days": wide.assign(settled=days),
        "words": wide.assign(source=["one", None]),
        "long": long,
        "categories": long.astype({"ticker": "category"}),
    }


@pytest.mark.parametrize("form", parquet_frames())
def test_parquet_gives_the_same_table_as_csv(tmp_path: Path, form: str) -> None:
    parquet_frames()[form].to_parquet(tmp_path / "p.parquet")
    assert_small_table(read_prices(tmp_path / "p.parquet"))


def test_a_zoned_or_timed_parquet_column_is_refused(tmp_path: Path) -> None:
    frame = parquet_frames()["wide"]
    zoned, timed = frame.copy(), frame.copy()
    zoned["date"] = frame["date"].dt.tz_localize("America/New_York")
    timed["date"] = frame["date"] + pd.Timedelta(hours=16)
    for wrong in (zoned, timed):
        wrong.to_parquet(tmp_path / "p.parquet")
        with pytest.raises(Unusable, match="another day") as caught:
            read_prices(tmp_path / "p.parquet")
        assert len(caught.value.faults) == 2


def test_a_broken_parquet_file_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "broken Parquet" in faults(tmp_path, b"PAR1 and nothing more PAR1")[0]


def test_infinity_in_parquet_is_a_fault(tmp_path: Path) -> None:
    parquet_frames()["wide"].assign(SPY=[1.0, np.inf]).to_parquet(tmp_path / "p.parquet")
    with pytest.raises(Unusable, match="infinity"):
        read_prices(tmp_path / "p.parquet")


def test_all_faults_come_at_once_with_line_and_column(tmp_path: Path) -> None:
    text = 'date,SPY,AGG\n2021-01-04,1,NaN\n05.01.2021,"1,5",2\n2021-01-06,x1,2\n'
    found = faults(tmp_path, text)
    assert sorted(line.split(": ")[0] + ": " + line.split(": ")[1] for line in found) == [
        "p.csv:2:3: AGG",
        "p.csv:3:1: date",
        "p.csv:3:2: SPY",
        "p.csv:4:2: SPY",
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("date,SPY\n", "a header and no rows"),
        ("day,SPY\n2021-01-04,1\n", "no column named date"),
        (",SPY\n2021-01-04,1\n", "no column named date"),
        ("date;SPY\n2021-01-04;1,5\n", "by semicolons"),
        ("date\tSPY\n2021-01-04\t1.5\n", "by tabs"),
        ("date,SPY,SPY\n2021-01-04,1,2\n", "stands twice, in columns 2 and 3"),
        ("date,SPY,spy\n2021-01-04,1,2\n", "stands twice"),
        ("date,Date,SPY\n2021-01-04,2021-01-04,2\n", "stands twice"),
        ("date,SPY\n2021-01-04,1,5\n", "3 cells where the header has 2"),
        ("date,SPY\n2021-01-04\n", "1 cells where the header has 2"),
        ('date,SPY\n2021-01-04,"1\n', "broken CSV"),
        ("date,remark\n2021-01-04,good day\n", "no column of prices"),
        ("date,ticker,price\n2021-01-04,SPY,1\n", "none named close"),
        ("date,ticker,close,adj_close\n2021-01-04,SPY,1,1\n", "adjusted for distributions"),
        ("date,ticker,close\n2021-01-04,=1+1 now,1\n", "no column of prices"),
        ("date,ticker,close\n2021-01-04,,1\n", "2:2: ticker: is empty"),
        (b"date,SPY\n2021-01-04,1\xff\n", "not UTF-8"),
        ("date,SPY\n2021-01-04,1\n".encode("utf-16"), "not UTF-8"),
        ("date,SPY\n2021-01-04,1\0\n", "no number"),
    ],
)
def test_a_file_that_is_no_price_table_says_why(tmp_path: Path, text: str | bytes, hint: str) -> None:
    found = faults(tmp_path, text)
    assert any(hint in line for line in found), found


def test_what_can_not_be_opened_is_refused(tmp_path: Path) -> None:
    for path, hint in ((tmp_path / "no.csv", "does not exist"), (tmp_path, "is not a file")):
        with pytest.raises(Unusable, match=hint):
            read_prices(path)
    with pytest.raises(Unusable, match="can't be read"):
        read_prices(Path("a\0b"))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(Unusable, match="2,147,483,648 bytes"):
        read_prices(path)


def test_a_flood_of_faults_is_cut_off_and_counted(tmp_path: Path) -> None:
    rows = "".join(f"2021-01-04,x{row}9\n" for row in range(500))
    found = faults(tmp_path, "date,SPY\n" + rows.replace("x0", "10"))
    assert len(found) == tables.MAX_FAULTS + 1
    assert "and 449 more faults" in found[-1]


def test_remarks_and_odd_headers_are_left_alone(tmp_path: Path) -> None:
    text = (
        "date,SPY,source,<b>x</b>,,AGG\n2021-01-04,100.5,from A,1,7,\n2021-01-05,101,from B (2),bad,,50.25\n"
    )
    assert_small_table(read(tmp_path, text))


def test_rows_of_odd_names_in_a_long_file_are_left_alone(tmp_path: Path) -> None:
    assert_small_table(read(tmp_path, LONG + "2021-01-06,BRK/B (old),7\n2021-01-04,<i>,8\n"))


def test_a_second_column_of_days_is_left_alone(tmp_path: Path) -> None:
    text = (
        WIDE.replace("AGG", "AGG,settled").replace("100.5,", "100.5,,2021-01-06").replace("50.25", "50.25,")
    )
    assert_small_table(read(tmp_path, text))


def test_messages_hold_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    (message,) = faults(tmp_path, "day\x1b[2J,SPY\n2021-01-04,1\n")
    assert message.isprintable()


def test_an_empty_column_is_a_ticker_that_is_not_yet_listed(tmp_path: Path) -> None:
    table = read(tmp_path, "date,SPY,ARKK\n2021-01-04,1,\n")
    assert table.tickers == ("SPY", "ARKK")
    assert np.isnan(table.closes[0, 1])


def test_repeated_and_disordered_dates_are_findings_and_nothing_is_sorted(tmp_path: Path) -> None:
    table = read(tmp_path, "date,SPY\n2021-01-05,1\n2021-01-04,2\n2021-01-04,3\n")
    assert table.closes[:, 0].tolist() == [1.0, 2.0, 3.0]
    assert [(f.code, f.severity.value, str(f.day)) for f in table.findings] == [
        ("duplicated_date", "block", "2021-01-04"),
        ("unsorted", "block", "2021-01-04"),
    ]


def test_a_long_file_finds_repetition_and_disorder_within_a_ticker(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "date,ticker,close\n2021-01-05,SPY,1\n2021-01-04,SPY,2\n2021-01-04,AGG,3\n2021-01-04,AGG,4\n",
    )
    assert [(f.code, f.ticker, str(f.day)) for f in table.findings] == [
        ("duplicated_date", "AGG", "2021-01-04"),
        ("unsorted", "SPY", "2021-01-04"),
    ]


@given(st.text(max_size=30))
def test_a_ticker_is_plain_capitals_or_nothing(text: str) -> None:
    name = ticker(text)
    assert name is None or (name.isascii() and 1 <= len(name) <= 20 and not set(name) & set("<>&,;'\"/\\ "))


def test_the_hash_is_that_of_the_bytes_and_the_label_has_no_folder(tmp_path: Path) -> None:
    import hashlib

    table = read(tmp_path, WIDE)
    assert table.sha256 == hashlib.sha256(WIDE.encode()).hexdigest()
    assert table.source == "p.csv"
    assert not table.synthetic


def test_prices_that_only_a_slip_explains_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("date,AAA,BBB\n2020-01-02,1e308,5\n2020-01-03,10,1e-320\n")
    table = read_prices(path)
    prices = quality.Prices(table.dates, table.tickers, table.closes)
    codes = {(finding.code, finding.ticker) for finding in quality.implausible(prices)}
    assert codes == {("implausible", "AAA"), ("implausible", "BBB")}


def test_a_flood_of_rows_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_bytes(b"date,AAA\n" + b"2020-01-02,1\n" * 2_000_001)
    with pytest.raises(Unusable, match="more than the 2,000,000 allowed"):
        read_prices(path)


def test_a_parquet_file_of_one_long_text_many_times_is_refused(tmp_path: Path) -> None:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    path = tmp_path / "bomb.parquet"
    words = arrow.array(["x" * 100_000] * 5_000).dictionary_encode()
    days = arrow.array(["2020-01-02"] * 5_000)
    parquet.write_table(arrow.table({"date": days, "ticker": words, "close": [1.0] * 5_000}), path)
    with pytest.raises(Unusable, match="holds a text of 100,000 bytes"):
        read_prices(path)
