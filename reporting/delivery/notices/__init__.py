"""Notices of losses (Art 62(1)): which are due by a day, who has had one, the letters that are left."""
