"""How looking through a file can end other than well."""


class Forbidden(Exception):
    """It must be given to nobody; the argument is a code of `intake.verdicts`."""

    @property
    def code(self) -> str:
        """What was found."""
        return str(self.args[0])


class Damaged(Exception):
    """It cannot be read well enough to make a copy of it. Damaged evidence is still evidence, but for `office`."""
