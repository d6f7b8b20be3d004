"""Named tolerances: how close two numbers must be, and why not closer."""

EXACT = 1e-12
"""Two ways to the same number: double precision after a few thousand sums and products."""

PEER = 1e-10
"""Another library's number for the same formula: it sums in another order, partly through logarithms."""

PUBLISHED_VAR = 1e-4
"""The example of the European supervisory authorities prints four decimals, cut rather than rounded."""

PUBLISHED_VEV = 2e-4
"""The same example takes 1.96 squared as 3.8416, the regulation's formula as 3.842."""
