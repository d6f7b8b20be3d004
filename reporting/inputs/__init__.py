"""Everything that is read: YAML with positions, prices, rates, house files, the demo market."""
