"""Votes in the files others exchange: Pabulib, PrefLib, ABIF. It stands beside the methods, as pure as they are, because a
file is papers and anybody may count them without this project.
"""
