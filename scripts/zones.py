#!/usr/bin/env python3
"""Writes the tables that say where a phone number may be.

Source: the time-zone and geocoding data of libphonenumber (Apache-2.0), as
packaged for Python in `phonenumbers`. Run it after a new release, look at the
difference, and raise RULES_VERSION when a zone changed:

    pip install phonenumbers==9.0.43
    scripts/zones.py src-tauri/core/src/rules/data

Three rules go beyond the source, each to the strict side:
 * an area code that the source knows only by its exchanges gets the union of them;
 * outside +1, a prefix that can be a mobile gets every zone of its country
   (a mobile number says nothing about the city), as libphonenumber itself does;
 * a state's zones are the union of its area codes' zones.
"""
import collections
import pathlib
import random
import re
import sys

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.phonenumberutil import is_number_geographical, number_type, PhoneNumberType
from phonenumbers.tzdata import TIMEZONE_DATA

STATES = dict(pair.split("=") for pair in """Alabama=AL;Alaska=AK;Arizona=AZ;Arkansas=AR;California=CA;Colorado=CO
Connecticut=CT;Delaware=DE;Washington D.C.=DC;Florida=FL;Georgia=GA;Hawaii=HI;Idaho=ID;Illinois=IL;Indiana=IN;Iowa=IA
Kansas=KS;Kentucky=KY;Louisiana=LA;Maine=ME;Maryland=MD;Massachusetts=MA;Michigan=MI;Minnesota=MN;Mississippi=MS
Missouri=MO;Montana=MT;Nebraska=NE;Nevada=NV;New Hampshire=NH;New Jersey=NJ;New Mexico=NM;New York=NY
North Carolina=NC;North Dakota=ND;Ohio=OH;Oklahoma=OK;Oregon=OR;Pennsylvania=PA;Rhode Island=RI;South Carolina=SC
South Dakota=SD;Tennessee=TN;Texas=TX;Utah=UT;Vermont=VT;Virginia=VA;Washington State=WA;West Virginia=WV
Wisconsin=WI;Wyoming=WY""".replace("\n", ";").split(";"))
PROVINCES = dict(pair.split("=") for pair in """Alberta=AB;British Columbia=BC;British Colombia=BC;Manitoba=MB
New Brunswick=NB;Newfoundland and Labrador=NL;Northwest Territories=NT;Nova Scotia=NS;Nunavut=NU;Ontario=ON
Prince Edward Island=PE;Quebec=QC;Saskatchewan=SK;Yukon=YT""".replace("\n", ";").split(";"))
TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}


def place_of_code(code):
    """ISO 3166-2 of a two-letter state or province."""
    return f"CA-{code}" if code in PROVINCES.values() else f"US-{code}"


def places_in(text):
    """States and provinces that a geocoding description names."""
    short = re.search(r", ([A-Z]{2})$", text)
    if short and short[1] in {*STATES.values(), *PROVINCES.values()}:
        return {place_of_code(short[1])}
    names = [STATES.get(name) or PROVINCES.get(name) for name in text.split("/")]
    return {place_of_code(code) for code in names if code}


def island_of(npa):
    """The country or territory of an area code outside the states and provinces."""
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1]:
        digits = PhoneMetadata.metadata_for_region(region).leading_digits
        if digits and re.match(f"(?:{digits})", npa + "2"):
            return f"US-{region}" if region in TERRITORIES else region
    return None


def places_of_area_code(npa):
    whole = GEOCODE_DATA.get("1" + npa, {}).get("en", "")
    if places_in(whole):
        return places_in(whole)
    seen = collections.Counter()
    for prefix, text in GEOCODE_DATA.items():
        if prefix.startswith("1" + npa):
            seen.update(places_in(text.get("en", "")))
    if seen:
        most = seen.most_common(1)[0][1]
        return {place for place, count in seen.items() if count * 10 >= most}
    island = island_of(npa)
    return {island} if island else set()


def may_be_mobile(calling_code, prefix, dice):
    """Whether a valid number under this prefix is one that libphonenumber holds for non-geographical."""
    national = prefix[len(calling_code):]
    region = phonenumbers.region_code_for_country_code(int(calling_code))
    lengths = PhoneMetadata.metadata_for_region(region).general_desc.possible_length
    for length in lengths:
        fill = length - len(national)
        for _ in range(60 if fill > 0 else 0):
            digits = national + "".join(dice.choice("0123456789") for _ in range(fill))
            number = PhoneNumber(int(calling_code), int(digits), italian_leading_zero=digits.startswith("0") or None)
            if number_type(number) != PhoneNumberType.UNKNOWN and not is_number_geographical(number):
                return True
    return False


def zones_by_prefix():
    table, dice = {}, random.Random(1)
    codes = sorted(map(str, phonenumbers.COUNTRY_CODE_TO_REGION_CODE), key=len)
    for prefix, zones in TIMEZONE_DATA.items():
        code = next((code for code in codes if prefix.startswith(code)), None)
        if code is None:
            continue
        strict = code != "1" and code in TIMEZONE_DATA and may_be_mobile(code, prefix, dice)
        table[prefix] = set(TIMEZONE_DATA[code] if strict else zones)
    for npa in {p[1:4] for p in table if p.startswith("1") and len(p) > 4}:
        below = [zones for prefix, zones in table.items() if prefix.startswith("1" + npa)]
        table.setdefault("1" + npa, set().union(*below))
    return table


def without_repeats(table):
    """Drops a prefix that says the same as the longest shorter one."""
    def parent(prefix):
        return next((table[prefix[:n]] for n in range(len(prefix) - 1, 0, -1) if prefix[:n] in table), None)
    return {prefix: value for prefix, value in table.items() if parent(prefix) != value}


def places_by_prefix(zones):
    table = {"1": {"US"}}
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        if code != 1 and regions[0] != "001":
            table[str(code)] = {regions[0]}
    for npa in sorted({p[1:4] for p in {*zones, *GEOCODE_DATA} if p.startswith("1") and len(p) >= 4}):
        table["1" + npa] = places_of_area_code(npa) or {"US"}
    return table


def zones_by_place(zones, places):
    table = collections.defaultdict(set)
    for prefix, found in places.items():
        if prefix == "1":
            continue
        for place in found:
            if prefix.startswith("1"):
                below = [z for p, z in zones.items() if p.startswith(prefix)]
                table[place].update(*below)
            else:
                table[place].update(zones.get(prefix, ()))
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        for region in regions if code != 1 else ():
            table[region].update(zones.get(str(code), ()))
    for country in ("US", "CA"):  # the territories are places of their own, far from every state
        states = [p for p in table if p.startswith(country + "-") and p[3:] not in TERRITORIES]
        table[country] = set().union(*(table[p] for p in states))
    return {place: found for place, found in table.items() if found}


def write(path, what, columns, table):
    head = (f"# {what}. Generated by scripts/zones.py from libphonenumber data (Apache-2.0), Python package "
            f"phonenumbers {phonenumbers.__version__}; grade derived; as_of 2026-11.")
    rows = [f"{key},{'|'.join(sorted(table[key]))}" for key in sorted(table)]
    path.write_text("\n".join([head, columns, *rows]) + "\n")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def main():
    out = pathlib.Path(sys.argv[1])
    zones = zones_by_prefix()
    places = places_by_prefix(zones)
    lost = sorted(p for p in places if len(p) == 4 and p.startswith("1") and p not in zones)
    by_place = zones_by_place(zones, places)
    for prefix in lost:
        zones[prefix] = set().union(*(by_place.get(place, set()) for place in places[prefix]))
    write(out / "zones_by_prefix.csv", "Digits a number starts with, and every zone it may be in",
          "prefix,zones", without_repeats(zones))
    write(out / "places_by_prefix.csv", "Digits a number starts with, and every country, state or province it may be in",
          "prefix,places", places)
    write(out / "zones_by_place.csv", "Country, state or province, and every zone in it", "place,zones", by_place)


main()
