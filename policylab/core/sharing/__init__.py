"""Giving a page on: its short address, the picture and words of its preview, its square to scan."""
