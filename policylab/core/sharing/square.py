"""The square to scan: a QR code as a drawing, sharp on a poster too."""

import base64
import io

import segno


def square_of(address: str) -> bytes:
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", scale=8, border=4, light="#fff", dark="#0e3143", nl=False)
    return out.getvalue()


def square_in_page(address: str) -> str:
    """The same as a small picture that is an address itself (data:), for what is printed by the hundred."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=4, border=2, dark="#0e3143")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def square_drawn(address: str) -> str:
    """The same as a drawing within the page, for what hangs on a wall: sharp at any size, and nothing to fetch."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0, dark="#0e3143", omitsize=True)
