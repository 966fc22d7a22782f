"""recount.py of a method as a module, made from the very text that stands in packages."""

import functools
import types

from consultations.tallies.recounting.assembly import script


@functools.cache
def script_of(method):
    module = types.ModuleType(f"recount_{method}")
    exec(compile(script(method), f"recount_{method}.py", "exec"), vars(module))
    return module


def read(recount, files):
    manifest = recount.read_manifest(files)
    papers, _ = recount.read_papers(files, manifest)
    return manifest, papers, recount.count_again(files, manifest, papers)
