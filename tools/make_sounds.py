# SPDX-License-Identifier: EUPL-1.2
"""Makes the two sounds of the reader: ``python -m tools.make_sounds`` writes resources/sounds."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "resources" / "sounds"
RATE = 22_050
LOUD = 0.35
FADE_MS = 8
SOUNDS: dict[str, tuple[tuple[int, int], ...]] = {
    "understood": ((1318, 55), (1976, 75)),
    "not_understood": ((330, 110), (0, 40), (247, 170)),
}
"""Each a row of tones: hertz (0 is silence) and milliseconds. One rises, the other falls."""


def samples(tones: tuple[tuple[int, int], ...]) -> bytes:
    """Return tones as 16-bit samples, each faded in and out so that it does not click."""
    found: list[int] = []
    for hertz, milliseconds in tones:
        count = RATE * milliseconds // 1000
        fade = RATE * FADE_MS // 1000
        for place in range(count):
            edge = min(1.0, place / fade, (count - place) / fade)
            level = LOUD * edge * math.sin(2 * math.pi * hertz * place / RATE) if hertz else 0.0
            found.append(round(level * 32_767))
    return struct.pack(f"<{len(found)}h", *found)


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(exist_ok=True)
    for name, tones in SOUNDS.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(tones))


if __name__ == "__main__":
    main()
