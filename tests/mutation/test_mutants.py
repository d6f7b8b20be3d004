"""The mutations that are tried, and the sample of them."""

import pytest

from tests.mutation.mutants import mutants, sample


def changes(source: str) -> set[str]:
    return {mutant.mutation for mutant in mutants(source)}


@pytest.mark.parametrize(
    ("source", "mutation"),
    [
        ("a < b", "a < b -> a <= b"),
        ("a * b", "a * b -> a / b"),
        ("a and b", "a and b -> a or b"),
        ("not a", "not a -> a"),
        ("x = True", "x = True -> x = False"),
        ("x = a[1:]", "a[1:] -> a[0:]"),
        ("x = a[1:]", "a[1:] -> a[2:]"),
        ("x = np.minimum(a, b)", "np.minimum(a, b) -> np.maximum(a, b)"),
        ("a += 1", "a += 1 -> pass"),
        ("a[k] = b", "a[k] = b -> pass"),
        ("f(a)", "f(a) -> pass"),
        ("def f():\n return a", "return a -> return None"),
    ],
)
def test_each_kind_of_mistake_is_made(source: str, mutation: str) -> None:
    assert mutation in changes(source)


def test_what_no_test_can_see_is_left_alone() -> None:
    source = (
        '"""Text."""\nfrom a import b\ndef f(x: Literal[1] = y) -> Literal[2]:\n "Text."\n raise E(f"{x:1}")'
    )
    assert changes(source) == {"raise E(f'{x:1}') -> pass"}


def test_a_mutant_is_the_module_with_one_change() -> None:
    source = "def f(a, b):\n    return a + b\n\nc = 1\n"
    (constant,) = [mutant for mutant in mutants(source) if mutant.where == "module"]
    assert constant.source.split() == source.replace("c = 1", "c = 2").split()
    assert constant.line == 4


def test_equal_changes_in_one_function_have_different_names() -> None:
    every = mutants("def f(a):\n    g(a)\n    g(a)\n")
    assert [mutant.mutation for mutant in every] == ["g(a) -> pass", "g(a) -> pass (2)"]


def test_a_larger_sample_contains_a_smaller_one_and_lines_do_not_matter() -> None:
    source = "\n".join(f"x{k} = a{k} + b" for k in range(30))
    small, large = (sample(mutants(source), size) for size in (5, 12))
    assert set(small) < set(large) and len(small) == 5
    assert [m.mutation for m in sample(mutants("\n\n" + source), 5)] == [m.mutation for m in small]
