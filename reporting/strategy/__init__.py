"""The allocation engine: signals, blend, draw, programme, execution, backtest."""
