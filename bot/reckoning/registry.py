"""Every calculator's arithmetic by the calculator's id."""

from collections.abc import Mapping

from bot.reckoning.cost import COST
from bot.reckoning.fees import FEES
from bot.reckoning.limitation import LIMITATION
from bot.reckoning.limits import LIMITS
from bot.reckoning.outcome import Reckoner
from bot.reckoning.papers import PAPERS
from bot.reckoning.repayment import REPAYMENT

RECKONERS: Mapping[str, Reckoner] = {
    **LIMITS,
    **PAPERS,
    **LIMITATION,
    **COST,
    **REPAYMENT,
    **FEES,
}
