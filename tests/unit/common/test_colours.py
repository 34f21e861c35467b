"""A regency's colour: one in which white text can be read."""

import pytest
from pydantic import ValidationError

from services.common.contracts.tenant import TenantProfile, contrast_on_white
from tests.unit.gateway.samples import PROFILE


def with_colour(colour: str) -> TenantProfile:
    return TenantProfile.model_validate({**PROFILE.model_dump(), "colour": colour})


@pytest.mark.parametrize(("colour", "contrast"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54)])
def test_contrast_is_reckoned_as_the_guidelines_do(colour: str, contrast: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.01)


def test_a_colour_is_kept_in_small_letters() -> None:
    assert with_colour("#1F5F3F").colour == "#1f5f3f"


def test_a_regency_may_do_without() -> None:
    assert PROFILE.colour is None


def test_a_colour_too_light_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValidationError, match=r"contrast is 1\.4 and has to be 4\.5 or more. Take a darker one"):
        with_colour("#ffd54a")


@pytest.mark.parametrize("colour", ["merah", "#123", "#12345g", "url(x)", "#1f5f3f;}"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValidationError):
        with_colour(colour)
