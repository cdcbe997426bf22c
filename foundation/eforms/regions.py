"""Provinces, cities and districts by their six-digit codes (GB/T 2260)."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

# The list that identity-card numbers are checked by; it also knows former names.
PACKAGE, SOURCE = "stdnum.cn", "loc.dat"
PROVINCE = re.compile(r'(\d\d) province="([^"]+)"')
PLACE = re.compile(r'  (\d{4}) county="(?:.*,)?(?:\[\d*-\])?([^"\[\],]+)"')
SIMPLIFIED = {"香港特別行政區": "香港特别行政区", "澳門特別行政區": "澳门特别行政区"}
# What holds places together and is no place itself.
RUNGS = frozenset({"市辖区", "县", "市区"})
FORMER = "林区"
DIRECT = ("省直辖", "自治区直辖")
PREFIXES = (2, 4, 6)


@dataclass(frozen=True, slots=True)
class Region:
    """One place, with the places in it by the digits that they begin with."""

    code: str
    name: str
    parts: "dict[str, Region]" = field(default_factory=dict)

    @property
    def is_rung(self) -> bool:
        """Whether its name says nothing to a reader."""
        return self.name in RUNGS or self.name.startswith(DIRECT)


def provinces() -> tuple[Region, ...]:
    """Every province, in the order of the codes."""
    return tuple(_tree().values())


def parts_of(code: str) -> tuple[Region, ...]:
    """The cities of a province, the districts of a city; empty below that."""
    path = region_path(code)
    return tuple(path[-1].parts.values()) if path else ()


def region_path(code: str) -> tuple[Region, ...]:
    """Province, city and district that `code` names, as far as it goes; empty for no place."""
    found: list[Region] = []
    parts = _tree()
    for length in PREFIXES:
        region = parts.get(code[:length])
        if region is None:
            return ()
        found.append(region)
        if region.code == code:
            return tuple(found)
        parts = region.parts
    return ()


def is_exact(code: str) -> bool:
    """Whether `code` is a place without smaller ones: as near as an answer can say."""
    path = region_path(code)
    return bool(path) and not path[-1].parts


def region_name(code: str) -> str:
    """The place in words, `北京市东城区`; empty for no place."""
    return "".join(region.name for region in region_path(code) if not region.is_rung)


def code_named(words: str) -> str:
    """The code of a place in words, with or without what it lies in; empty if none or several."""
    codes = _codes().get("".join(words.split()), frozenset())
    return next(iter(codes)) if len(codes) == 1 else ""


@lru_cache(maxsize=1)
def _codes() -> dict[str, frozenset[str]]:
    """Every code by its place's name, and by its name in full."""
    found: dict[str, set[str]] = {}
    for province in provinces():
        for city in province.parts.values():
            for place in (province, city, *city.parts.values()):
                for name in (place.name, region_name(place.code)):
                    found.setdefault(name, set()).add(place.code)
    return {name: frozenset(codes) for name, codes in found.items()}


@lru_cache(maxsize=1)
def _tree() -> dict[str, Region]:
    tree: dict[str, Region] = {}
    prefix = ""
    for line in files(PACKAGE).joinpath(SOURCE).read_text(encoding="utf-8").splitlines():
        if found := PROVINCE.fullmatch(line):
            prefix, name = found.groups()
            tree[prefix] = Region(f"{prefix}0000", SIMPLIFIED.get(name, name))
        elif found := PLACE.fullmatch(line):
            _grow(tree[prefix], f"{prefix}{found[1]}", found[2])
    for province in tree.values():
        _prune(province)
    return tree


def _grow(province: Region, code: str, name: str) -> None:
    """Hang a place below its province or its city."""
    if code == province.code or name == FORMER:
        return
    if code.endswith("00"):
        province.parts[code[:4]] = Region(code, name)
    elif name not in RUNGS and code[:4] in province.parts:
        province.parts[code[:4]].parts[code] = Region(code, name)


def _prune(province: Region) -> None:
    """Leave out rungs that hold nothing, and entries that have become cities of their own."""
    cities = {city.name for city in province.parts.values()}
    for key, city in list(province.parts.items()):
        for code, place in list(city.parts.items()):
            if place.name in cities:
                del city.parts[code]
        if city.is_rung and not city.parts:
            del province.parts[key]
