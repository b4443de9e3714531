"""The timeline of a story: flags have their place, lanes their rows, and bytes repeat."""

from __future__ import annotations

from itertools import combinations

import pytest

from sim.present.charts.flags import PAD, TIERS, Flag, placed, tiers
from sim.present.charts.picture import body_of, figure_of
from sim.present.charts.story import stories as pictures
from sim.present.charts.story import story_picture
from sim.present.charts.write import png, svg
from sim.present.story.story import most_telling
from sim.present.theme import Theme
from tests.present import stories
from tests.present.drawn import uncovered

CASES = {
    "two": (stories.leaver(), stories.stayer()),
    "same": (stories.stayer("A"), stories.stayer("B")),
    "one": (stories.leaver(),),
}


def about(case="two"):
    return stories.about(*CASES[case])


def test_words_lie_on_nothing_and_no_pole_goes_through_them():
    flags = [Flag(float(t), f"what happened {t}", 0, t % 3) for t in range(0, 60, 5)]
    poles = [0.1 * flag.time for flag in flags]
    found = placed(flags, poles, 6.0)
    shown = [p for p in found if p.tier >= 0]
    assert len(found) == len(flags)
    assert 5 <= len(shown) < len(flags)
    assert tiers(found) <= TIERS
    for place in shown:
        assert place.left >= 0
        assert place.left + place.width <= 6.0
    for one, two in combinations(shown, 2):
        if one.tier == two.tier:
            first, second = sorted((one, two), key=lambda p: p.left)
            assert first.left + first.width <= second.left
        low, high = sorted((one, two), key=lambda p: p.tier)
        if low.tier < high.tier:
            assert not low.left < high.pole < low.left + low.width


def test_the_heavier_gets_its_words_and_the_other_stays_a_mark():
    flags = [Flag(0.0, "leaves", -1, 5), *(Flag(0.0, "detail", 0, 1) for _ in range(2 * TIERS))]
    found = placed(flags, [1.0] * len(flags), 1.0 + PAD + 0.7)
    assert found[0].flag.words == "leaves"
    assert found[0].tier >= 0
    assert found[-1].tier == -1


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["image", "page", "phone"])
def test_no_text_is_clipped_or_lies_on_another(case, form):
    for picture in pictures(about(case)):
        wide = 9.0 if form == "page" else 4.2
        image = figure_of(picture, about(case).foot())
        uncovered(image if form == "image" else body_of(picture, wide), picture.name)


def test_the_title_is_the_difference_and_the_table_is_what_is_told():
    customer, person = pictures(about())
    assert (customer.name, person.name) == ("story_customer", "story_person")
    assert customer.title == "A0 leaves under Base in Oct 2026 and stays under Candidate"
    assert "chosen because it is telling; what holds on average is in the report" in (
        customer.subtitle
    )
    assert customer.columns == ("Date", "World", "What happened")
    assert customer.rows[0][:2] == ("8 Jan 2026", "Base")
    assert len(customer.rows) == 7 + 4
    assert "Until 6 Jul 2026" in customer.alt


def test_the_numbers_are_those_of_the_rows():
    [data] = pictures(about())[0].data
    names = [series.name for series in data.series]
    assert names == [
        "Base: true health",
        "Base: health on the dashboard",
        "Candidate: true health",
        "Candidate: health on the dashboard",
    ]
    assert [series.dash for series in data.series] == [False, True, False, True]
    assert len(data.categories) == len(data.series[0].values) == 13
    assert data.series[0].values[0] == pytest.approx(0.8)
    assert data.series[0].values[-1] is None
    assert data.series[2].values[-1] == pytest.approx(0.8)


def test_worlds_that_are_the_same_are_one_lane_that_says_so():
    figure = body_of(pictures(about("same"))[0], 9.0)
    drawn = [text.get_text() for text in figure.texts]
    assert "A and B (coincide)" in drawn
    assert len(pictures(about("same"))[0].data[0].series) == 2


def test_a_client_s_words_are_drawn():
    themed = about()
    themed = type(themed)(themed.sides, themed.summary, Theme(words=(("leaves", "cancels"),)))
    story = most_telling(themed)[0]
    drawn = [text.get_text() for text in body_of(story_picture(themed, story), 9.0).texts]
    assert "cancels: $100k" in drawn


def test_pictures_repeat_byte_for_byte():
    one, two = ([make(p, "foot") for make in (png, svg) for p in pictures(about())] for _ in "ab")
    assert one == two
