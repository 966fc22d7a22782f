"""recount.py of a method as a module, made from the very text that stands in packages."""

import functools
import types

from consultations.tallies.recounting.assembly import script


@functools.cache
def script_of(method):
    module = types.ModuleType(f"recount_{method}")
    exec(compile(script(method), f"recount_{method}.py", "exec"), vars(module))
    return module
