"""A hypothetical complaint through an SOP: which steps it would take, by when, and what becomes of the clocks.

An SOP can be tried before it is published, and an office can see what a late step costs. The rules are the live
ones: moves come from `sop.flow`, dates from `clocks`, and a return undoes what happened, as it does in the register.
"""

from services.common.simulation.walking import MOST_STEPS, simulate

__all__ = ["MOST_STEPS", "simulate"]
