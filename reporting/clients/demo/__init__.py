"""Makes demo client books: the 24 shipped personas, and large seeded books derived from them.

Nobody in them exists. Their accounts are kept by the strategy's own decisions on the demo market.
"""
