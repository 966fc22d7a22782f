"""Budgets are exact: at the limit passes, one more does not."""

from tests.architecture.rules_size import lines_of_code, long_files, long_functions, long_templates

FUNCTION = "def f():\n" + "    x = 1\n" * 29


def test_function_budget(tree):
    assert long_functions(tree({"home/x.py": FUNCTION}).modules) == []
    (fault,) = long_functions(
        tree({"home/x.py": "class A:\n    async " + FUNCTION.replace("\n", "\n    ") + "    x = 1\n"}).modules
    )
    assert "home/x.py:2: f has 31 lines" in fault


def test_file_budget_counts_code_only(tree):
    code = "x = 1\n" * 300
    assert long_files(tree({"home/x.py": f'"""Why\n\nthis."""\n\n# a reason\n{code}'}).modules) == []
    (fault,) = long_files(tree({"home/x.py": f"{code}x = 1\n"}).modules)
    assert "301 lines of code" in fault


def test_a_string_that_is_used_is_code(tree):
    (module,) = [m for m in tree({"home/x.py": 'TEXT = """a\nb\nc"""\n'}).modules if m.where == "home/x.py"]
    assert lines_of_code(module) == 3


def test_template_budget(tree):
    assert long_templates(tree({"templates/home/x.html": "<p>\n" * 80})) == []
    assert len(long_templates(tree({"templates/home/x.html": "<p>\n" * 81}))) == 1
