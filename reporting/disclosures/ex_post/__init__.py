"""The ex-post performance disclosure: what the rules would have earned, all of it simulated past."""

from reporting.disclosures.ex_post.document import ex_post

__all__ = ["ex_post"]
