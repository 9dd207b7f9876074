# SPDX-License-Identifier: EUPL-1.2
"""The tour's book: a numbered picture, the seconds and the papers of every step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import msgspec

from welfare_desk.ui.tour.camera import Camera
from welfare_desk.ui.tour.names import Control, controls
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import NotSeen, wait_until


class Step(msgspec.Struct, kw_only=True):
    """What a step left behind."""

    name: str
    desk: str
    seconds: float = 0.0
    picture: str = ""
    papers: list[str] = []
    said: str = ""
    """What the window said at the bottom left when the step ended."""
    saw: dict[str, str | int | list[str]] = {}
    problems: list[str] = []
    """What the checks of the live window found, where they were asked for."""
    ok: bool = False


class StepFailed(Exception):
    """A step did not come to its end; its picture shows what was seen."""

    def __init__(self, step: Step, why: str) -> None:
        super().__init__(f"{step.name}: {why}")
        self.step, self.why = step, why


class Book:
    """Writes pictures and papers into a folder and keeps what each step left."""

    def __init__(self, out: Path, prints: Path, camera: Camera | None = None) -> None:
        self.steps: list[Step] = []
        self.screens: dict[str, dict[str, Control]] = {}
        """Every control seen so far, by screen and name, with the words it had first."""
        self.bugs: list[str] = []
        """Errors that the program did not expect, by place; a step with one fails."""
        self._out, self._prints, self._camera = out, prints, camera
        self._taken: set[str] = set()

    @contextmanager
    def step(self, name: str, seat: Seat) -> Iterator[Step]:
        """Play a step: a picture at its end, also when it fails (``StepFailed``)."""
        step = Step(name=name, desk=seat.name)
        self.steps.append(step)
        # As if its ten seconds were over: what was said before is not part of this picture.
        seat.window.toast.leave()
        began = monotonic()
        why = ""
        try:
            yield step
            seat.settle()
            stray = seat.stray_windows()
            if stray:
                raise NotSeen(f"one window only, not also {', '.join(stray)}")
            self._note_names(seat)
            if self._camera is not None:
                step.problems = self._camera.look(name, seat)
        except Exception as error:
            why = str(error) or type(error).__name__
            raise StepFailed(step, why) from error
        finally:
            step.seconds = round(monotonic() - began, 3)
            step.picture = f"{len(self.steps):02d}-{name}.png"
            seat.picture(self._out / step.picture)
            step.said = seat.toast() if seat.window.toast.isVisible() else ""
        if self.bugs:
            raise StepFailed(step, f"unexpected: {'; '.join(self.bugs)}")
        step.ok = True

    def _note_names(self, seat: Seat) -> None:
        for screen, found in controls(seat.window).items():
            known = self.screens.setdefault(screen, {})
            for control in found:
                known.setdefault(control.name, control)

    def take_paper(self, step: Step, document: str, name: str) -> None:
        """Wait for the paper that was printed into the folder and keep it under a name."""
        found: list[Path] = []

        def came() -> bool:
            fresh = self._prints.glob(f"{document}-*.pdf")
            found[:] = sorted(path for path in fresh if path.name not in self._taken)
            return bool(found)

        wait_until(came, f"the printed {name}")
        self._taken.add(found[0].name)
        self.keep_paper(name, found[0].read_bytes())
        step.papers.append(name)

    def place_of(self, name: str) -> Path:
        """Return where a file of the tour lies."""
        return self._out / name

    def keep_paper(self, name: str, pdf: bytes) -> None:
        """Write a paper beside the pictures."""
        (self._out / name).write_bytes(pdf)
