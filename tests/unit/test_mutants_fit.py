"""Each mutant still finds the code it breaks, and breaks it so that it can be run."""

import ast

import pytest

from tests.mutants.mutant import ROOT, Misfit, Mutant
from tests.mutants.mutants import MUTANTS


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_it_fits(mutant):
    whole = (ROOT / "src/enrollment" / mutant.file).read_text()

    broken = mutant.applied_to(whole)

    assert ast.dump(ast.parse(broken)) != ast.dump(ast.parse(whole))
    assert all((ROOT / test).is_file() for test in mutant.tests.split() if test.startswith("tests/"))


@pytest.mark.parametrize("text", ["nothing", "guard guard"], ids=["nowhere", "twice"])
def test_one_that_does_not_is_told(text):
    with pytest.raises(Misfit):
        Mutant("no guard", "a.py", "guard", "", "tests/a.py").applied_to(text)
