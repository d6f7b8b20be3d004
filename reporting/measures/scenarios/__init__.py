"""Forward scenarios (docs/method.md section 9): instrument returns in, outcomes out, never a backtest."""
