#!/usr/bin/env python3
"""Write the calendars from the two public sources named in README.md.

    python3 law/calendars/generate.py SOURCE_DIR            rewrite the files
    python3 law/calendars/generate.py SOURCE_DIR --check    say whether they are up to date (exit code 1 if not)

SOURCE_DIR holds china-state-council-holiday-cn.json and pypi-holidays-2021-2028.json.
The output depends on these two files and on this script alone.
"""

import datetime
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
DAY = datetime.timedelta(days=1)

CN_VERSION = "NateScarlet/holiday-cn, commit d4e53bf of 2026-08-07, MIT"
EU_VERSION = "PyPI holidays 0.109, MIT, run for 2021 to 2028, read 2026-11-23"

# Name in both languages and zone of the capital. The place of action decides the zone (Regulation 1182/71 speaks of the Member State).
STATES = {
    "AT": ("Austria", "奥地利", "Europe/Vienna"), "BE": ("Belgium", "比利时", "Europe/Brussels"), "BG": ("Bulgaria", "保加利亚", "Europe/Sofia"),
    "HR": ("Croatia", "克罗地亚", "Europe/Zagreb"), "CY": ("Cyprus", "塞浦路斯", "Asia/Nicosia"), "CZ": ("Czechia", "捷克", "Europe/Prague"),
    "DK": ("Denmark", "丹麦", "Europe/Copenhagen"), "EE": ("Estonia", "爱沙尼亚", "Europe/Tallinn"), "FI": ("Finland", "芬兰", "Europe/Helsinki"),
    "FR": ("France", "法国", "Europe/Paris"), "DE": ("Germany", "德国", "Europe/Berlin"), "GR": ("Greece", "希腊", "Europe/Athens"),
    "HU": ("Hungary", "匈牙利", "Europe/Budapest"), "IE": ("Ireland", "爱尔兰", "Europe/Dublin"), "IT": ("Italy", "意大利", "Europe/Rome"),
    "LV": ("Latvia", "拉脱维亚", "Europe/Riga"), "LT": ("Lithuania", "立陶宛", "Europe/Vilnius"), "LU": ("Luxembourg", "卢森堡", "Europe/Luxembourg"),
    "MT": ("Malta", "马耳他", "Europe/Malta"), "NL": ("Netherlands", "荷兰", "Europe/Amsterdam"), "PL": ("Poland", "波兰", "Europe/Warsaw"),
    "PT": ("Portugal", "葡萄牙", "Europe/Lisbon"), "RO": ("Romania", "罗马尼亚", "Europe/Bucharest"), "SK": ("Slovakia", "斯洛伐克", "Europe/Bratislava"),
    "SI": ("Slovenia", "斯洛文尼亚", "Europe/Ljubljana"), "ES": ("Spain", "西班牙", "Europe/Madrid"), "SE": ("Sweden", "瑞典", "Europe/Stockholm"),
}
YEARS = [str(year) for year in range(2021, 2029)]

# Others: name in both languages, zone, and the last year that is known. Where a year is announced before it
# begins (India, Japan's equinoxes, Korea, Singapore), a later year is unknown whatever the package computes.
OTHERS = {
    "GB": ("the United Kingdom", "英国", "Europe/London", 2028), "US": ("the United States", "美国", "America/New_York", 2028),
    "JP": ("Japan", "日本", "Asia/Tokyo", 2027), "IN": ("India", "印度", "Asia/Kolkata", 2026),
    "KR": ("Korea", "韩国", "Asia/Seoul", 2026), "SG": ("Singapore", "新加坡", "Asia/Singapore", 2026),
}

# The institutions of the Union, from the decision of the Commission on their holidays in 2023 (2021/C 201 I/02, OJ C 201 I,
# 28.5.2021, p. 2). Brussels: in Luxembourg 23 June takes the place of 21 July. Each year has a decision of its own.
INSTITUTIONS = {
    "2023": {
        "Day after New Year's Day": "01-02", "Maundy Thursday": "04-06", "Good Friday": "04-07", "Easter Monday": "04-10",
        "Labour Day": "05-01", "Anniversary of the Schuman Declaration": "05-09", "Ascension Day": "05-18",
        "Day after Ascension Day": "05-19", "Whit Monday": "05-29", "Belgian National Holiday": "07-21",
        "Assumption": "08-15", "All Saints' Day": "11-01", "All Souls' Day": "11-02",
    },
}
END_OF_YEAR = {"2023": [f"12-{day}" for day in range(25, 30)]}

# Days off that a decree swaps for a worked Saturday are not public holidays; counting them could only make a
# deadline later, so they stay out.
NOT_PUBLIC = ("Day off (substituted", "Non-working day")


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def ranges(days):
    """Sorted ISO days as `a` and `a..b`."""
    runs = []
    for day in sorted(datetime.date.fromisoformat(d) for d in days):
        if runs and runs[-1][1] + DAY == day:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return [str(a) if a == b else f"{a}..{b}" for a, b in runs]


def by_name(days, off):
    names = {}
    for day in days:
        if day["isOffDay"] == off:
            names.setdefault(day["name"], []).append(day["date"])
    spans = [(span, name) for name, dates in names.items() for span in ranges(dates)]
    return [quoted(f"{span} {name}") for span, name in sorted(spans)]


def china(source):
    notices = [year for year in source["years"] if year["days"]]
    last = max(year["year"] for year in notices)
    out = [
        "# Days off and worked weekends of mainland China, as the State Council announces them each autumn for the next year.",
        f"# Source: {CN_VERSION}; each notice is linked.",
        "# Written by generate.py; see README.md for how to add a year.",
        "",
        "form = 1",
        "",
        "[CN]",
        'name = "mainland China"',
        'chinese = "中国大陆"',
        'zone = "Asia/Shanghai"',
        "# The notice of a year may move days at the end of the year before (the one for 2019 did, from 29 December).",
        f'known = "2019-01-01..{last}-12-24"',
    ]
    for year in notices:
        out += ["", "[[CN.notice]]", f"year = {year['year']}"]
        out += ["source = [" + ", ".join(quoted(paper) for paper in year["papers"]) + "]"]
        for key, off in (("off", True), ("work", False)):
            out += [f"{key} = ["] + [f"  {entry}," for entry in by_name(year["days"], off)] + ["]"]
    return "\n".join(out) + "\n"


def state(code, place, days, years):
    name, chinese, zone = place
    dates_of = {}
    for date, titles in days.items():
        for title in titles.split("; "):
            if date[:4] in years and not title.startswith(NOT_PUBLIC):
                dates_of.setdefault(title, []).append(date)
    every, moving = {}, {}
    for title, dates in dates_of.items():
        for day in {date[5:] for date in dates}:
            if all(f"{year}-{day}" in dates for year in years):
                every.setdefault(day, title)
        rest = [date for date in dates if every.get(date[5:]) != title]
        if rest:
            moving[title] = rest
    out = ["", f"[{code}]", f"name = {quoted(name)}", f"chinese = {quoted(chinese)}", f"zone = {quoted(zone)}", f'known = "{years[0]}-01-01..{years[-1]}-12-31"']
    out += [f"[{code}.every_year]"] + [f"{day} = {quoted(title)}" for day, title in sorted(every.items())]
    out += [f"[{code}.on]"]
    for title, dates in sorted(moving.items(), key=lambda item: (min(d[5:] for d in item[1]), item[0])):
        out.append(f"{quoted(title)} = [" + ", ".join(quoted(d) for d in sorted(dates)) + "]")
    return out


def union(source):
    out = [
        "# National public holidays of the 27 Member States, for Regulation (EEC, Euratom) 1182/71, Art. 2(1).",
        f"# Source: {EU_VERSION}.",
        "# Written by generate.py; see README.md for what is left out and how to add a year.",
        "",
        "form = 1",
        "",
        "# The institutions of the Union keep their own list of holidays, decided by the Commission for one year at a time.",
        "# Only the decision for 2023 is at hand (2021/C 201 I/02); every other year is unknown.",
        "[EU]",
        'name = "the institutions of the Union"',
        'chinese = "欧盟机构"',
        'zone = "Europe/Brussels"',
        f'known = "{min(INSTITUTIONS)}-01-01..{max(INSTITUTIONS)}-12-31"',
        "[EU.on]",
    ]
    for year, days in INSTITUTIONS.items():
        out += [f"{quoted(title)} = [{quoted(f'{year}-{day}')}]" for title, day in days.items()]
        out.append('"End-of-year day" = [' + ", ".join(quoted(f"{year}-{day}") for day in END_OF_YEAR[year]) + "]")
    for code in sorted(STATES):
        out += state(code, STATES[code], source["countries"][code]["national"], YEARS)
    return "\n".join(out) + "\n"


def other(code, source):
    *place, last = OTHERS[code]
    years = [year for year in YEARS if int(year) <= last]
    out = [f"# National public holidays of {place[0]}.", f"# Source: {EU_VERSION}.", "# Written by generate.py; see README.md for what is left out and how to add a year.", "", "form = 1"]
    return "\n".join(out + state(code, place, source["countries"][code]["national"], years)) + "\n"


def main():
    source = pathlib.Path(sys.argv[1])
    read = lambda name: json.loads((source / name).read_text(encoding="utf-8"))
    second = read("pypi-holidays-2021-2028.json")
    files = {"cn.toml": china(read("china-state-council-holiday-cn.json")), "eu.toml": union(second)}
    files |= {f"{code.lower()}.toml": other(code, second) for code in OTHERS}
    stale = [name for name, text in files.items() if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        print("out of date: " + ", ".join(stale) if stale else "up to date")
        sys.exit(1 if stale else 0)
    for name in stale:
        (HERE / name).write_text(files[name], encoding="utf-8")
    print("written: " + (", ".join(stale) or "nothing, all were up to date"))


if __name__ == "__main__":
    main()
