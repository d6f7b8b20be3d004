"""The rules of the assessment, each with the article that it carries out.

DR is Delegated Regulation (EU) 2017/565, MiFID II is Directive 2014/65/EU.
"""

from __future__ import annotations

from reporting.clients.assessment.types import Rule

VERSION = "1"
"""Of the rules together; a new one for every change of what any of them decides."""

COMPLETE = Rule("complete", "DR Art 54(4), (5), (8)")
PERSONS = Rule("persons", "DR Art 54(6)")
RELATIONSHIP = Rule("relationship", "MiFID II Art 25(2)")
AGE = Rule("age", "DR Art 54(7), (13), 55(3)")
VERSION_OF_ANSWERS = Rule("version", "DR Art 54(7)")
CONTRADICTION = Rule("contradiction", "DR Art 54(7)(d)")
LIQUIDITY = Rule("liquidity", "DR Art 54(2)(b), (4)")
SUSTAINABILITY_ASKED = Rule("sustainability_asked", "DR Art 2(7), 54(5)")

PROFILE_KNOWN = Rule("profile_known", "DR Art 54(9)")

SCORE = Rule("score", "MiFID II Art 25(2); DR Art 54(2)")
PERMITTED = Rule("permitted", "MiFID II Art 25(2); DR Art 54(2)")

RISK_CLASS = Rule("risk_class", "DR Art 54(2)(a)")
OWN_BAND = Rule("own_band", "DR Art 54(9)")
BAND_ABOVE = Rule("band_above", "DR Art 54(2)(a)")
LOSS = Rule("loss", "DR Art 54(2)(b)")
HORIZON = Rule("horizon", "DR Art 54(2)(a), (5)")
RECOMMENDED_PERIOD = Rule("recommended_period", "DR Art 54(5)")
KNOWLEDGE = Rule("knowledge", "DR Art 54(2)(c), 55(1)")
CURRENCY = Rule("currency", "DR Art 48(2)")
RESEARCH = Rule("research", "DR Art 54(9)")
KEY_INFORMATION = Rule("key_information", "Regulation (EU) No 1286/2014 Art 13")
TARGET_CLIENT = Rule("target_client", "MiFID II Art 16(3), 24(2)")
TARGET_KNOWLEDGE = Rule("target_knowledge", "MiFID II Art 16(3), 24(2)")
TARGET_LOSS = Rule("target_loss", "MiFID II Art 16(3), 24(2)")
TARGET_RISK = Rule("target_risk", "MiFID II Art 16(3), 24(2)")
TARGET_PERIOD = Rule("target_period", "MiFID II Art 16(3), 24(2)")
TAXONOMY = Rule("taxonomy", "DR Art 2(7)(a), 54(2)(a), (10)")
SUSTAINABLE = Rule("sustainable", "DR Art 2(7)(b), 54(2)(a), (10)")
ADVERSE_IMPACTS = Rule("adverse_impacts", "DR Art 2(7)(c), 54(2)(a), (10)")
SWITCH = Rule("switch", "DR Art 54(11)")
