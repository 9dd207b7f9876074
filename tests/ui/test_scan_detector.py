# SPDX-License-Identifier: EUPL-1.2
"""A scan is taken out whole; what a person types arrives whole, once, and in order."""

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ui.scan_detector import Key, ScanDetector, ScanMode, Verdict, clean_code

CODE = "WD1C7K3M92ABCDEF"


class Reader:
    """Plays keys into a detector the way the filter does, with the timer in between."""

    def __init__(self, detector: ScanDetector) -> None:
        self.detector, self.typed, self.scanned, self.now = detector, "", [], 0
        self.wait = 0

    def key(
        self, text: str, gap: int, *, ends: bool = False, code: int = 0, repeated: bool = False
    ) -> None:
        self._let_pass(gap)
        key = Key(text, self.now, code=code, ends=ends, repeated=repeated)
        verdict = self.detector.feed(key)
        self._obey(verdict)
        if not verdict.swallowed:
            self.typed += text

    def rest(self) -> None:
        self._let_pass(10_000)

    def _let_pass(self, gap: int) -> None:
        end = self.now + gap
        while self.wait and self.now + self.wait < end:
            self.now += self.wait
            self._obey(self.detector.elapse(self.now))
        self.now = end

    def _obey(self, verdict: Verdict) -> None:
        self.typed += "".join(key.text for key in verdict.released)
        if verdict.scanned is not None:
            self.scanned.append(verdict.scanned)
        self.wait = verdict.wait_ms


def play(reader: Reader, text: str, gap: int) -> None:
    for letter in text:
        reader.key(letter, gap)


def test_a_fast_code_with_enter_is_a_scan_and_nothing_is_typed() -> None:
    reader = Reader(ScanDetector())
    play(reader, CODE, 6)
    reader.key("\r", 6, ends=True)
    reader.rest()
    assert reader.scanned == [CODE]
    assert reader.typed == ""


def test_a_code_without_enter_ends_by_a_pause() -> None:
    reader = Reader(ScanDetector())
    play(reader, CODE, 20)
    reader.rest()
    assert reader.scanned == [CODE]
    assert reader.typed == ""


def test_a_slow_link_can_be_tuned_in() -> None:
    reader = Reader(ScanDetector(gap_ms=90))
    play(reader, CODE, 55)
    reader.rest()
    assert reader.scanned == [CODE]


def test_a_person_who_types_fast_is_no_scanner() -> None:
    reader = Reader(ScanDetector())
    for letter, gap in zip("Rossi Maria", (0, 60, 34, 90, 33, 50, 80, 20, 20, 70, 45), strict=True):
        reader.key(letter, gap)
    reader.key("\r", 120, ends=True)
    reader.rest()
    assert reader.typed == "Rossi Maria\r"
    assert reader.scanned == []


def test_a_key_held_down_is_a_persons() -> None:
    reader = Reader(ScanDetector())
    reader.key("a", 0)
    for _ in range(20):
        reader.key("a", 30, repeated=True)
    reader.rest()
    assert reader.typed == "a" * 21


def test_typing_then_scanning_keeps_both() -> None:
    reader = Reader(ScanDetector())
    play(reader, "Via Roma", 110)
    reader._let_pass(300)
    play(reader, CODE, 4)
    reader.key("\t", 4, ends=True)
    play(reader, " 12", 130)
    reader.rest()
    assert reader.typed == "Via Roma 12"
    assert reader.scanned == [CODE]


def test_between_frame_keys_everything_belongs_to_the_scanner() -> None:
    detector = ScanDetector(mode=ScanMode.DELIMITED, prefix_code=202, suffix_code=203)
    reader = Reader(detector)
    play(reader, "ab", 5)
    reader.key("", 5, code=202)
    play(reader, CODE, 400)
    reader.key("\r", 5, ends=True)
    reader.key("", 5, code=203)
    play(reader, "c", 5)
    assert reader.typed == "abc"
    assert reader.scanned == [CODE]


def test_a_frame_that_never_ends_types_nothing() -> None:
    detector = ScanDetector(mode=ScanMode.DELIMITED, prefix_code=202, suffix_code=203)
    reader = Reader(detector)
    reader.key("", 5, code=202)
    play(reader, "WD1C", 10)
    reader.rest()
    play(reader, "ok", 100)
    assert reader.typed == "ok"
    assert reader.scanned == []


@given(st.lists(st.tuples(st.text(min_size=1, max_size=1), st.integers(40, 400)), max_size=60))
def test_typing_by_hand_loses_and_doubles_nothing(keys: list[tuple[str, int]]) -> None:
    reader = Reader(ScanDetector())
    for text, gap in keys:
        reader.key(text, gap, ends=text in "\r\t")
    reader.rest()
    assert reader.typed == "".join(text for text, _gap in keys)
    assert reader.scanned == []


@given(
    st.lists(
        st.tuples(st.sampled_from("abcXYZ019 àè'"), st.integers(0, 200), st.booleans()), max_size=80
    )
)
def test_whatever_the_rhythm_each_key_is_typed_or_scanned_once(
    keys: list[tuple[str, int, bool]],
) -> None:
    reader = Reader(ScanDetector())
    for text, gap, repeated in keys:
        reader.key(text, gap, repeated=repeated)
    reader.rest()
    everything = sorted("".join(text for text, _gap, _repeated in keys))
    assert sorted(reader.typed + "".join(reader.scanned)) == everything


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=6, max_size=134), st.integers(0, 30)
)
def test_every_scan_is_read_whole(code: str, gap: int) -> None:
    reader = Reader(ScanDetector())
    play(reader, code, gap)
    reader.key("\r", gap, ends=True)
    assert reader.scanned == [code]
    assert reader.typed == ""


def test_what_scanners_add_is_taken_off() -> None:
    assert clean_code("*rssmra62c45h501n*\r\n") == "RSSMRA62C45H501N"


def test_a_letter_pressed_right_before_a_code_of_ours_is_typed() -> None:
    reader = Reader(ScanDetector())
    play(reader, "xy", 12)
    play(reader, CODE, 12)
    reader.key("\r", 12, ends=True)
    reader.rest()
    assert (reader.typed, reader.scanned) == ("xy", [CODE])
    reader = Reader(ScanDetector())
    play(reader, " *RSSMRA62C45H501N*", 12)
    reader.key("\r", 12, ends=True)
    assert (reader.typed, reader.scanned) == (" ", ["*RSSMRA62C45H501N*"])


def test_a_slow_link_has_time_between_its_keys() -> None:
    reader = Reader(ScanDetector(gap_ms=90))
    for place, letter in enumerate(CODE):
        reader.key(letter, 120 if place == 9 else 50)
    reader.key("\r", 120, ends=True)
    assert (reader.typed, reader.scanned) == ("", [CODE])


def test_no_letter_is_held_longer_than_the_limit() -> None:
    detector = ScanDetector()
    waits = []
    for place, letter in enumerate("abcde"):
        waits.append(detector.feed(Key(letter, place * 34)).wait_ms)
    assert waits == [35, 35, 35, 35, 14]
    assert [key.text for key in detector.elapse(4 * 34 + 14).released] == list("abcde")


def test_without_a_reader_nothing_is_held() -> None:
    detector = ScanDetector(ScanMode.OFF)
    assert detector.feed(Key("a", 0)) == Verdict()
    assert not detector.waits


CARD = (
    "C<ITACA12345BB1<<<<<<<<<<<<<<<",
    "8001014M3301018ITA<<<<<<<<<<<0",
    "ROSSI<<MARIO<<<<<<<<<<<<<<<<<<",
)


def read_lines(reader: Reader, lines: tuple[str, ...], gap: int = 150) -> None:
    for line in lines:
        reader._let_pass(gap)
        play(reader, line, 8)
        reader.key("\r", 8, ends=True)


def test_three_lines_of_a_document_are_one_code() -> None:
    reader = Reader(ScanDetector())
    read_lines(reader, CARD)
    assert reader.scanned == ["\n".join(CARD)]
    reader.rest()
    assert reader.scanned == ["\n".join(CARD)]
    assert reader.typed == ""


def test_three_lines_joined_are_one_code_too() -> None:
    reader = Reader(ScanDetector())
    play(reader, "".join(CARD), 8)
    reader.key("\r", 8, ends=True)
    assert reader.scanned == ["".join(CARD)]


def test_lines_of_an_american_keyboard_are_read_as_the_document_has_them() -> None:
    reader = Reader(ScanDetector())
    read_lines(reader, tuple(line.replace("<", ";") for line in CARD))
    assert reader.scanned == ["\n".join(CARD)]


def test_two_lines_are_told_after_a_pause_as_two_lines() -> None:
    reader = Reader(ScanDetector())
    read_lines(reader, CARD[:2])
    assert reader.scanned == []
    reader.rest()
    assert reader.scanned == ["\n".join(CARD[:2])]


def test_a_document_passed_again_after_half_a_reading_is_read_whole() -> None:
    reader = Reader(ScanDetector())
    read_lines(reader, (CARD[0], *CARD))
    assert reader.scanned == ["\n".join(CARD)]


def test_another_code_ends_the_waiting_for_lines() -> None:
    reader = Reader(ScanDetector())
    read_lines(reader, (CARD[0], CODE))
    reader.rest()
    assert reader.scanned == [CODE]


def test_typing_between_two_lines_is_kept() -> None:
    reader = Reader(ScanDetector())
    read_lines(reader, CARD[:1])
    play(reader, "ab", 120)
    read_lines(reader, CARD[1:])
    assert reader.typed == "ab"
    assert reader.scanned == ["\n".join(CARD)]


def test_line_feed_after_carriage_return_reaches_no_field() -> None:
    reader = Reader(ScanDetector())
    for line in CARD:
        play(reader, line, 8)
        reader.key("\r", 8, ends=True)
        reader.key("\n", 3, ends=True)
    reader.key("\r", 200, ends=True)
    assert reader.scanned == ["\n".join(CARD)]
    assert reader.typed == "\r"


def test_a_frame_around_each_line_or_around_all_gives_one_code() -> None:
    for whole in (True, False):
        detector = ScanDetector(mode=ScanMode.DELIMITED, prefix_code=202, suffix_code=203)
        reader = Reader(detector)
        for place, line in enumerate(CARD):
            if not whole or place == 0:
                reader.key("", 150, code=202)
            play(reader, line, 40)
            reader.key("\r", 40, ends=True)
            if not whole or place == 2:
                reader.key("", 40, code=203)
        assert [code.replace("\n", "") for code in reader.scanned] == ["".join(CARD)]
        assert reader.typed == ""


def test_a_frame_that_enter_closes_stays_open_for_the_next_line() -> None:
    detector = ScanDetector(mode=ScanMode.DELIMITED, prefix_code=202, suffix_code=28)
    reader = Reader(detector)
    reader.key("", 150, code=202)
    for line in CARD:
        play(reader, line, 40)
        reader.key("\r", 40, ends=True, code=28)
    play(reader, "ok", 100)
    assert reader.scanned == ["\n".join(CARD)]
    assert reader.typed == "ok"


def test_two_lines_of_a_passport_are_one_code() -> None:
    lines = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )
    reader = Reader(ScanDetector())
    read_lines(reader, lines)
    assert reader.scanned == ["\n".join(lines)]
