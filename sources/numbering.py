"""The Dutch numbering plan, as far as a pack prints numbers: which exist, and how they are written.

Nummerplan telefoon- en ISDN-diensten (BWBR0010198), appendices 1 to 3. ``phonenumbers`` knows it
too, but not where an area code ends, nor that 14 may precede one.
"""

from __future__ import annotations

# All 141 area codes, with the 0; a complete number has ten digits.
_AREA_CODES = """
    010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058
    070 071 072 073 074 075 076 077 078 079
    0111 0113 0114 0115 0117 0118 0161 0162 0164 0165 0166 0167 0168 0172 0174
    0180 0181 0182 0183 0184 0186 0187
    0222 0223 0224 0226 0227 0228 0229 0251 0252 0255 0294 0297 0299
    0313 0314 0315 0316 0317 0318 0320 0321 0341 0342 0343 0344 0345 0346 0347 0348
    0411 0412 0413 0416 0418 0475 0478 0481 0485 0486 0487 0488 0492 0493 0495 0497 0499
    0511 0512 0513 0514 0515 0516 0517 0518 0519 0521 0522 0523 0524 0525 0527 0528 0529
    0541 0543 0544 0545 0546 0547 0548 0561 0562 0566 0570 0571 0572 0573 0575 0577 0578
    0591 0592 0593 0594 0595 0596 0597 0598 0599
"""
AREA_CODES = frozenset(_AREA_CODES.split())

# Numbers without area code, as they are written. Of the European numbers of Decision 2007/116/EC
# those that are in use here: 116 117 is not.
SHORT = {
    "112": "112",  # in danger
    "113": "113",  # thoughts of suicide
    "1400": "1400",  # the government
    "116000": "116 000",  # missing children
    "116006": "116 006",  # victims of crime
    "116111": "116 111",  # children
    "116123": "116 123",  # somebody to talk to
}
EMERGENCY = {"112", "08008112"}  # the second is for text telephones
EMERGENCY_ABROAD = {"000", "110", "911", "999"}

# Paid or free services, followed by four or seven digits. Not reachable from abroad.
SERVICES = ("0800", "0900", "0906", "0909")
# Written without country code: services, and numbers of organisations with many branches.
NATIONAL_ONLY = (*SERVICES, "088")


def spelled(national: str) -> str:
    """Format a complete national number, with its 0: ``030 286 00 00``."""
    if national.startswith(SERVICES):
        return f"{national[:4]}-{national[4:]}"
    if national.startswith("06"):
        return _grouped(national, 2, 2, 2, 2, 2)
    if national[:4] in AREA_CODES:
        return _grouped(national, 4, 2, 2, 2)
    return _grouped(national, 3, 3, 2, 2)


def _grouped(digits: str, *sizes: int) -> str:
    """Group digits; what exceeds the groups forms one more."""
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return " ".join(group for group in (*groups, digits[at:]) if group)
