import pytest


@pytest.mark.parametrize(
    ("within", "first"),
    [("", "北京市"), ("110000", "市辖区"), ("110100", "东城区"), ("130000", "石家庄市")],
)
def test_regions__of_a_place__those_within_it(client, db, within, first):
    response = client.get("/regions/", {"within": within})
    assert response.json()[0]["name"] == first
    assert "public" in response["Cache-Control"]


@pytest.mark.parametrize("within", ["110101", "000000", "'; --", "十一"])
def test_regions__of_no_place__none(client, db, within):
    assert client.get("/regions/", {"within": within}).json() == []
