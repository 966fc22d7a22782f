"""The square to scan: a QR code as a drawing, sharp on a poster too."""

import io

import segno


def square_of(address: str) -> bytes:
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", scale=8, border=4, light="#fff", dark="#0e3143", nl=False)
    return out.getvalue()
