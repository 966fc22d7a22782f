import pytest

from .scripts import script_of


@pytest.fixture
def check(tmp_path, capsys):
    """Write the bytes, run the script of the method on them, give back its end code and what it printed."""

    def run(content, *arguments, method="approval"):
        path = tmp_path / "package.zip"
        path.write_bytes(content)
        code = script_of(method).main([str(path), *arguments])
        return code, capsys.readouterr().out

    return run
