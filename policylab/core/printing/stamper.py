"""A sheet laid out once and printed page after page, each time with other codes on it. Started by pdf.py; knows no Django.

2,000 cards take seconds: laying out each took a minute. On its input: {"html": …, "stamps": [[address, line], …]}. The first page
of the HTML has boxes of class "scan" and as many of class "spelt", and is repeated as long as stamps fill it; the page after it,
if there is one, takes the rest. A square (QR) fills its box, a line stands in one in Courier, which every printer knows.
"""

import json
import os
import sys
from collections.abc import Iterator

import pydyf
import segno
from worker import bound, laid_out

POINTS = 0.75  # of a CSS pixel
INK = "0.055 0.192 0.263 rg"
QUIET = 2  # modules kept free around a square
MASK = 0  # any is as good for a reader; trying all eight, as the standard advises, takes five times as long


def boxes_of(box, name: str) -> Iterator:
    element = getattr(box, "element", None)
    if element is not None and element.get("class") == name:
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from boxes_of(child, name)


def square(address: str, box, height: float) -> Iterator[str]:
    """Each row as few rectangles as it has runs."""
    rows = segno.make(address, error="m", micro=False, mask=MASK).matrix
    side = box.width * POINTS / (len(rows) + 2 * QUIET)
    left, top = box.position_x * POINTS + QUIET * side, height - box.position_y * POINTS - QUIET * side
    for down, row in enumerate(rows):
        start = None
        for across, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                x, y = left + start * side, top - (down + 1) * side
                yield f"{x:.2f} {y:.2f} {(across - start) * side:.2f} {side:.2f} re"
                start = None
    yield "f"


def line(text: str, box, height: float) -> Iterator[str]:
    size = box.height * POINTS * 0.8
    x, y = box.position_x * POINTS, height - (box.position_y + box.height * 0.8) * POINTS
    yield f"BT /Stamp {size:.1f} Tf {x:.2f} {y:.2f} Td ({text}) Tj ET"


def stamped(page, stamps: list[list[str]]) -> pydyf.Stream:
    height, marks = page.height * POINTS, ["q", INK]
    for stamp, scan, spelt in zip(
        stamps, boxes_of(page._page_box, "scan"), boxes_of(page._page_box, "spelt"), strict=False
    ):
        marks += [*square(stamp[0], scan, height), *line(stamp[1], spelt, height)]
    return pydyf.Stream([*marks, "Q"], compress=True)


def sheets(stamps: list[list[str]], fit: int, pages: int) -> Iterator[tuple[int, list[list[str]]]]:
    """(which page, what is stamped on it)."""
    for at in range(0, len(stamps), fit):
        here = stamps[at : at + fit]
        yield (0 if len(here) == fit else pages - 1), here


def multiply(document, pdf, stamps: list[list[str]]) -> None:
    """Pages that share what they say; only what is stamped on them is their own."""
    models = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Courier-Bold"})
    pdf.add_object(font)
    for number in {int(model["Resources"].split()[0]) for model in models}:
        fonts = pdf.objects[number]["Font"]
        known = pdf.objects[int(fonts.split()[0])] if isinstance(fonts, bytes) else fonts
        known["Stamp"] = font.reference
    pdf.pages["Kids"], pdf.pages["Count"] = pydyf.Array(), 0
    fit = sum(1 for _box in boxes_of(document.pages[0]._page_box, "scan"))
    for place, here in sheets(stamps, fit, len(models)):
        pdf.add_object(own := stamped(document.pages[place], here))
        pdf.add_page(
            pydyf.Dictionary({**models[place], "Contents": pydyf.Array([own.reference, models[place]["Contents"]])})
        )


def main() -> None:
    bound()
    told = json.load(sys.stdin.buffer)
    document = laid_out(told["html"])
    made = document.write_pdf(finisher=lambda document, pdf: multiply(document, pdf, told["stamps"]))
    sys.stdout.buffer.write(made)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    os._exit(0)  # as worker.py does
