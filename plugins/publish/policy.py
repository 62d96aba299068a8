"""What a browser may do on a page of the site: itself only, nothing inline, nobody else's frame."""

from __future__ import annotations

# Small pictures may stand in stylesheets as data.
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
# What a meta element cannot say (CSP level 3, 3.3).
HEADER = f"{PAGE}; frame-ancestors 'none'"
# A drawing that is opened by itself: no script of it runs, it reaches nothing.
DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
)
