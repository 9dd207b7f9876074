# SPDX-License-Identifier: EUPL-1.2
"""Makes a desk's window one of the training: banner, guide, exercises watched and scored."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from welfare_desk.desk import happened
from welfare_desk.desk.happened import Happened, Mark
from welfare_desk.ui.training.banner import TrainingBanner
from welfare_desk.ui.training.codes_page import CodesPage
from welfare_desk.ui.training.counting import KeyCount
from welfare_desk.ui.training.exercises import Exercise, Exercises
from welfare_desk.ui.training.guide import Guide
from welfare_desk.ui.training.room import Part, Room, Score
from welfare_desk.ui.window import MainWindow

LOOK_MS = 400


class Training(QObject):
    """Leads through the exercises; ``anew_asked`` tells that all is to begin anew."""

    anew_asked = Signal()

    def __init__(self, window: MainWindow, room: Room) -> None:
        super().__init__(window)
        self._window, self._room = window, room
        self._context = window.context
        self._parts = room.parts()
        self.exercises = Exercises(window.registry, self).all()
        self._at = 0
        self._mark: Mark | None = None
        self._seen: list[Happened] = []
        self._began = monotonic()
        self._done, self._out, self._looking, self._linked = False, False, False, False
        self.banner = TrainingBanner(window.look)
        self.guide = Guide(window.look)
        self.count = KeyCount(window.scanner, self)
        window.setWindowTitle(self.tr("%1 – Training").replace("%1", window.windowTitle()))
        window.add_banner(self.banner)
        window.companion.set_guide(self.guide)
        words = self.tr("Training: the PIN of everybody is %1").replace("%1", room.pin)
        window.lock_page.set_note(words)
        self._connect()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.begin(self._first_open())

    @property
    def exercise(self) -> Exercise:
        """The exercise in hand."""
        return self.exercises[self._at]

    def let_in(self) -> None:
        """Log the room's operator in: nobody has to guess a PIN here."""
        desk, room = self._context.desk, self._room
        session = desk.session
        self._context.write(
            lambda: session.log_in(room.login, room.pin), self, self._window.cover.gate.entered.emit
        )
        self._timer.start()

    def begin(self, number: int) -> None:
        """Take up an exercise by its place in the list; all is counted from now."""
        self._at = number
        self._seen.clear()
        self._mark, self._done = None, False
        self._began = monotonic()
        self.count.begin()
        self.guide.show_exercise(self.exercise, self._part(), len(self._room.best()))
        self._context.read(lambda: self._context.desk.look(happened.now), self, self._marked)

    def go_on(self) -> None:
        """Take up the next exercise; after the last one the first again."""
        self.begin((self._at + 1) % len(self.exercises))

    def scan(self, code: str) -> None:
        """Let the window read a code as if a scanner had typed it."""
        self.count.simulated()
        if not self._window.is_locked():
            self._window.searching.scan(code)

    def turn_cable(self) -> None:
        """Cut the wire, or mend it: the network really is gone meanwhile."""
        self._out = not self._out
        if self._out:
            self._room.pull_out()
        else:
            self._room.put_in()
        self.banner.set_cable(out=self._out)
        self._window.exchanging.now()

    def show_all(self) -> None:
        """Show all exercises with what there is to scan."""
        page = CodesPage(self._context, self.exercises, self._parts, self._room.best())
        page.scan_asked.connect(self.scan)
        page.chosen.connect(self._choose)
        self._window.set_page(page)

    def rest(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        self.count.rest()
        self._room.put_in()

    def _connect(self) -> None:
        window, guide, banner = self._window, self.guide, self.banner
        guide.scan_asked.connect(self.scan)
        guide.next_asked.connect(self.go_on)
        guide.again_asked.connect(lambda: self.begin(self._at))
        guide.all_asked.connect(self.show_all)
        banner.codes_pressed.connect(self.show_all)
        banner.cable_pressed.connect(self.turn_cable)
        banner.anew_pressed.connect(self.anew_asked)
        window.registry.promise(("training_reset",))
        window.registry.bind(window, "training_reset", self.anew_asked.emit)
        window.closing.connect(self.rest)

    def _first_open(self) -> int:
        best = self._room.best()
        return next((n for n, one in enumerate(self.exercises) if one.id not in best), 0)

    def _choose(self, exercise: str) -> None:
        self.begin([one.id for one in self.exercises].index(exercise))
        self._window.open_place("today")

    def _part(self) -> Part:
        return self._parts.get(self.exercise.id, Part())

    def _marked(self, mark: Mark) -> None:
        self._mark = mark

    def _look(self) -> None:
        """Count on, and see what was recorded meanwhile."""
        if not self._linked and self._room.ready:
            self._linked = True
            self._window.exchanging.recorded()
        if self._done or self._looking or self._context.jobs.is_closed():
            return
        self.guide.count(self.count.scans, self.count.keys, self._seconds())
        mark, desk = self._mark, self._context.desk
        if mark is None:
            return
        self._looking = True
        self._context.read(
            lambda: desk.look(lambda here: happened.since(here, mark)),
            self,
            self._saw,
            self._missed,
        )

    def _missed(self, _sentence: str) -> None:
        self._looking = False

    def _saw(self, found: tuple[Mark, tuple[Happened, ...]]) -> None:
        self._looking = False
        mark, done = found
        printed = tuple(("printed", one.code) for one in done if one.code)
        if self._mark is None:
            # Another exercise was taken up meanwhile.
            return
        self._mark = mark
        self._seen += done
        if printed:
            self.guide.set_codes((*self._part().codes, *printed))
        if done and self.exercise.done(self._part(), self._seen):
            self._finish()

    def _finish(self) -> None:
        self._done = True
        score = Score(scans=self.count.scans, keys=self.count.keys, seconds=self._seconds())
        self._room.keep(self.exercise.id, score)
        best = self._room.best().get(self.exercise.id)
        goal = self.exercise.scans + self.exercise.keys
        self.guide.count(score.scans, score.keys, score.seconds)
        self.guide.tell_done(score, reached=score.scans + score.keys <= goal, best=best)

    def _seconds(self) -> int:
        return int(monotonic() - self._began)
