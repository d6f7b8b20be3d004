"""MiFID II disclosures from model profiles: allocation, backtest, scenarios, documents."""

__version__ = "0.1.0"
