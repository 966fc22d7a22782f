"""The square to scan: a QR code as a drawing, sharp on a poster too."""

import io

import segno


def square_of(address: str) -> bytes:
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", scale=8, border=4, light="#fff", dark="#0e3143", nl=False)
    return out.getvalue()


def square_drawn(address: str) -> str:
    """The same as a drawing within the page, for what hangs on a wall: sharp at any size, and nothing to fetch."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0, dark="#0e3143", omitsize=True)
