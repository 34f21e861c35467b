"""Small modules and functions. Who goes past the budget is named here, with the reason, or is split."""

import pytest

from tests.architecture.source import PACKAGES, Module, body_length, functions, modules

LONGEST_MODULE, LONGEST_SERVICE, LONGEST_TEST, LONGEST_FUNCTION = 200, 150, 300, 25

PRODUCT = ("services", "gateway", "deploy")

LARGE_MODULES = {
    "gateway/pages/routes.py",  # every address of the pages on one page
    "gateway/routes.py",  # every address on one page
    "services/common/contracts/register.py",  # a list of messages, without a line of logic
    "services/common/sop/model.py",  # the whole shape of an SOP on one page
}
LONG_FUNCTIONS = {
    "services/common/desk/migrations.py:create_desk_tables",  # one text of SQL
    "services/common/desk/key_migrations.py:add_keys",  # one text of SQL
    "services/common/desk/paper_migrations.py:add_documents",  # one text of SQL
    "deploy/demo/banyumas.py:_to_report",  # the words of a story
}


def test_no_module_is_larger_than_the_budget_but_those_named() -> None:
    assert _large_modules() <= LARGE_MODULES


def test_no_test_module_is_larger_than_its_budget() -> None:
    assert [module.name for module in modules("tests") if module.length > LONGEST_TEST] == []


def test_the_named_modules_are_not_much_larger() -> None:
    assert [module.name for module in modules(*PRODUCT) if module.length > LONGEST_MODULE * 1.25] == []


def test_half_of_the_modules_are_short() -> None:
    lengths = sorted(module.length for module in modules("services", "gateway") if module.length)
    assert lengths[len(lengths) // 2] <= 80


@pytest.mark.parametrize(
    "module", [m for m in modules("services") if m.name.endswith("/service.py")], ids=lambda module: module.name
)
def test_a_service_module_is_a_table_of_contents(module: Module) -> None:
    assert module.length <= LONGEST_SERVICE


def test_no_function_is_longer_than_the_budget_but_those_named() -> None:
    assert _long_functions() <= LONG_FUNCTIONS


def test_no_exception_is_named_that_is_not_needed() -> None:
    assert _long_functions() >= LONG_FUNCTIONS
    assert _large_modules() >= LARGE_MODULES


def _large_modules() -> set[str]:
    return {module.name for module in modules(*PRODUCT) if module.length > LONGEST_MODULE}


def _long_functions() -> set[str]:
    return {
        f"{module.name}:{function.name}"
        for module in modules(*PACKAGES)
        for function in functions(module)
        if body_length(function) > LONGEST_FUNCTION
    }
