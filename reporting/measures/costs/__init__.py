"""Costs and charges (Delegated Regulation (EU) 2017/565, Article 50, Annex II; docs/method.md section 11)."""
