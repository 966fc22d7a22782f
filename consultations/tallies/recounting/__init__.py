"""The parts of recount.py, the script that stands in a package and counts it again (`assembly.py` puts them together).

It shares no code with the platform on purpose: it states every rule a second time, so that a fault in one of the two shows as
a difference. Each package carries the script of its own method only, so that it can be read in one sitting; it runs on
Python 3.8 and nothing else. Each part is Python in its own right; what stands above its first ruled line is left out.
"""
