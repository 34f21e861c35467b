"""A regency as data: the files of `deploy/tenants/<regency>/` other than its SOP and calendar."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.common.contracts.glossary import Glossary
from services.common.contracts.source_files import SourceFile
from services.common.vocabulary import CUSTODIAN, TEAMLESS_ROLES

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]+$")]

LEAST_CONTRAST = 4.5
"""What WCAG 2.2 asks of text, at level AA."""


def contrast_on_white(colour: str) -> float:
    """How well `#rrggbb` stands out on white, from 1 to 21, as WCAG 2.2 reckons it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _legible(colour: str) -> str:
    if (contrast := contrast_on_white(colour)) < LEAST_CONTRAST:
        raise ValueError(
            f"white text cannot be read on this colour: the contrast is {contrast:.1f} and has to be "
            f"{LEAST_CONTRAST} or more. Take a darker one"
        )
    return colour


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True), AfterValidator(_legible)]


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AttachmentRules(Strict):
    """What may be attached to a complaint of this tenant."""

    max_bytes: int = Field(default=25 * 1024 * 1024, ge=1024, le=1024 * 1024 * 1024)
    max_count: int = Field(default=20, ge=1, le=200)
    types: tuple[str, ...] = Field(min_length=1, description="Media types, judged by content and not by name.")


class Contact(Strict):
    """How to reach the office, as printed on letterheads and pages."""

    address: str
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""


Values = Annotated[tuple[Key, ...], Field(min_length=1)]
Months = Annotated[int, Field(ge=0, le=600)]


class RetentionClass(Strict):
    """For how long complaints of one sort are kept after their end. Of several that fit the first counts."""

    key: Key
    label: str
    ends: tuple[Key, ...] = Field(default=(), description="Ends of the SOP; none: any end.")
    when: dict[Key, Values] = Field(default={}, description="Facts of the complaint, as in the SOP's own `when`.")
    documents: tuple[Key, ...] = Field(default=(), description="One of these was issued; none: whatever was.")
    complaint_months: Months = Field(description="Months from the closing until what was written is destroyed.")
    identity_months: Months = Field(description="Likewise for who reported; never longer than the complaint.")
    note: str = Field(default="", description="What it rests on, such as a line of the regency's JRA.")

    @property
    def fits_all(self) -> bool:
        """Whether every complaint is of this class."""
        return not (self.ends or self.when or self.documents)


class TenantProfile(Strict):
    """`tenant.yaml`: a regency's inspectorate. Public; nothing here is secret."""

    key: Key
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(
        description="Three letters that start every reference of this tenant."
    )
    office: str
    government: str = Field(description="As in the letterhead: Pemerintah Kabupaten Banyumas.")
    place: str = Field(description="Where letters are dated.")
    province: str
    time_zone: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
    contact: Contact
    attachments: AttachmentRules
    number_formats: dict[Key, str] = Field(
        default={}, description="How numbers of documents are printed, by kind; else `numbering.DEFAULT_FORMAT`."
    )
    paper: Literal["A4", "F4"] = Field(default="F4", description="On which documents are printed; F4 is 215 by 330 mm.")
    signing: tuple[Literal["wet", "internal", "bsre"], ...] = Field(
        default=("internal", "wet"), min_length=1, description="Ways in which documents may be signed."
    )
    sandbox: bool = Field(
        default=False,
        description="No real regency: for trying things out. Its complaints can be advanced by call.",
    )
    fee: str = "Tidak dipungut biaya"
    colour: Colour | None = Field(default=None, description="The colour of its pages, such as `#0f5c4d`; dark enough.")
    glossary: Glossary = Field(
        default={}, description="What its pages say instead of our terms, such as `pengadu` for `pelapor`."
    )
    sp4n: SourceFile = Field(
        default=SourceFile(), description="How files of SP4N-LAPOR! are read: headings, categories, modes."
    )
    retention: tuple[RetentionClass, ...] = Field(
        default=(),
        max_length=20,
        description="From the most special class to the one for all the rest; none: `sop.retention.DEFAULTS`.",
    )

    @model_validator(mode="before")
    @classmethod
    def _as_published_before(cls, given: Any) -> Any:
        """Profiles published by builds before documents name one format, that of the SPT."""
        if isinstance(given, dict) and "letter_number" in given:
            formats = {"spt": given["letter_number"], **given.get("number_formats", {})}
            return {name: value for name, value in given.items() if name != "letter_number"} | {
                "number_formats": formats
            }
        return given


class Officer(Strict):
    """One row of `officers.yaml`: a member of staff, or a system that acts for a source."""

    id: Key = Field(description="Also the name to sign in with.")
    name: str
    nip: Annotated[str, StringConstraints(pattern=r"^([0-9]{18})?$")] = ""
    rank: str = ""
    position: str = ""
    email: str = ""
    roles: tuple[Key, ...] = Field(min_length=1)
    kind: Literal["officer", "system"] = "officer"
    unit: Key | None = Field(default=None, description="The unit of `units.yaml` for whom a `unit_terlapor` acts.")

    @property
    def may_join_a_team(self) -> bool:
        """Whether an audit team can have this member: staff of the inspectorate who handle its complaints."""
        return self.kind == "officer" and CUSTODIAN not in self.roles and not TEAMLESS_ROLES.issuperset(self.roles)


class Unit(Strict):
    """One row of `units.yaml`: an OPD, district or village the tenant's complaints may be about."""

    key: Key
    name: str
    kind: Literal["opd", "kecamatan", "desa", "lainnya"] = "opd"
    email: str = ""
