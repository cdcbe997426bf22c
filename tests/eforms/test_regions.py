import pytest

from foundation.eforms.regions import is_exact, parts_of, provinces, region_name, region_path


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("110101", "北京市东城区"),
        ("500229", "重庆市城口县"),
        ("429004", "湖北省仙桃市"),
        ("441900", "广东省东莞市"),
        ("130000", "河北省"),
        ("820000", "澳门特别行政区"),
    ],
)
def test_region_name__a_place__in_words_without_rungs(code, name):
    assert region_name(code) == name


@pytest.mark.parametrize("code", ["", "11", "110228", "999999", "1101011", "十一", "11010x"])
def test_region_name__no_place_or_a_former_one__empty(code):
    assert region_name(code) == ""
    assert region_path(code) == ()
    assert not is_exact(code)


def test_is_exact__district_or_city_without_districts__yes():
    assert is_exact("110108")
    assert is_exact("441900")
    assert is_exact("710000")
    assert not is_exact("110000")
    assert not is_exact("130100")


def test_parts_of__down_the_tree__every_leaf_is_exact():
    leaves = 0
    for province in provinces():
        for city in parts_of(province.code):
            places = parts_of(city.code)
            leaves += len(places) or 1
            assert all(is_exact(place.code) for place in places)
    assert len(provinces()) == 34
    assert leaves > 2800
