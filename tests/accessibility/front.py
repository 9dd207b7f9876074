# SPDX-License-Identifier: EUPL-1.2
"""Brings a window to the front as a window manager does; the display of the tests has none."""

import ctypes
from ctypes import POINTER, byref, c_int, c_uint, c_ulong, c_void_p

_TO_POINTER = 1
_NOW = 0


def bring_to_front() -> None:
    """Give the keys to the window that lies on top of the display."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XDefaultRootWindow.restype = c_ulong
    display = c_void_p(x11.XOpenDisplay(None))
    root = c_ulong(x11.XDefaultRootWindow(display))
    windows = _shown(x11, display, root)
    if windows:
        x11.XSetInputFocus(display, c_ulong(windows[-1]), c_int(_TO_POINTER), c_ulong(_NOW))
    x11.XFlush(display)
    x11.XCloseDisplay(display)


def _shown(x11: ctypes.CDLL, display: c_void_p, root: c_ulong) -> list[int]:
    """Return the windows of the display that are shown and large, the topmost last."""
    top, parent, children, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
    x11.XQueryTree(display, root, byref(top), byref(parent), byref(children), byref(count))
    return [children[n] for n in range(count.value) if _is_large(x11, display, children[n])]


def _is_large(x11: ctypes.CDLL, display: c_void_p, window: int) -> bool:
    root, x, y = c_ulong(), c_int(), c_int()
    wide, high, edge, depth = c_uint(), c_uint(), c_uint(), c_uint()
    x11.XGetGeometry(
        display, c_ulong(window), byref(root), byref(x), byref(y),
        byref(wide), byref(high), byref(edge), byref(depth),
    )  # fmt: skip
    return wide.value > 300 and high.value > 200
