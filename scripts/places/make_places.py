#!/usr/bin/env python3
"""Turns the tables of $CONSULTA_DATA/municipios into what the look-up ships: Services/Municipio/Places/<country>.tsv.

Every line is indented by as many tabs as its level: country, province, municipality (code, name, cabecera, latitude,
longitude, population), locality (name, latitude, longitude); «=» begins another name of what stands above it.
What the tables lack or have wrong is in corrections.tsv, a reason a line; composites («A - B») and remarks in
parentheses are taken apart here.
"""

import csv
import gzip
import os
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent.parent / "Services/Municipio/Places"
ABBREVIATIONS = {"Va.": "Villa ", "Pque.": "Parque ", "Ntra.": "Nuestra ", "Sra.": "Señora ", "Gdor.": "Gobernador ",
                 "Est.": "Estación ", "Bº": "Barrio ", "Igr.": "Ingeniero ", "Pto.": "Puerto ", "Cnel.": "Coronel "}


def fold(text):
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def read(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        return list(csv.DictReader(file))


def names(written):
    """The names in what a table has: «Pueblo Bellocq (Las Garzas)» → two, «Necochea - Quequén» → two."""
    for short, long in ABBREVIATIONS.items():
        written = written.replace(short, long)
    written = re.sub(r"\s+", " ", written)
    inside = [re.sub(r"^(ex|antes) ", "", remark) for remark in re.findall(r"\(([^)]*)\)", written)]
    outside = re.sub(r"\s*\([^)]*\)", "", written)
    parts = re.split(r"\s+-\s+", outside)
    return [name.strip() for name in parts + [i for i in inside if not re.search(r"\d|Extensión|Loteo", i)]]


PROVINCE_ALIASES = {
    "02": ["CABA", "Capital Federal", "Ciudad de Buenos Aires"],
    "06": ["PBA", "Bs As", "BA"],
    "94": ["Tierra del Fuego"],
}


class Municipality:
    def __init__(self, code, name, cabecera="", latitude="", longitude="", population=""):
        self.code, self.name, self.cabecera, self.population = code, name, cabecera, population
        self.latitude, self.longitude = latitude, longitude
        self.aliases = []
        self.localities = {}  # by folded name: [name, latitude, longitude, aliases]

    def add(self, name, latitude, longitude):
        self.localities.setdefault(fold(name), [name, latitude, longitude, []])

    def is_near(self, latitude, longitude):
        return abs(float(latitude) - float(self.latitude)) < 0.6 and abs(float(longitude) - float(self.longitude)) < 0.6

    def lines(self):
        fields = [self.code, self.name, self.cabecera, self.latitude, self.longitude, self.population]
        yield 2, "\t".join(fields).rstrip("\t")
        for alias in self.aliases:
            yield 3, "=" + alias
        for name, latitude, longitude, aliases in sorted(self.localities.values()):
            yield 3, f"{name}\t{latitude}\t{longitude}"
            for alias in aliases:
                yield 4, "=" + alias


def correct(municipalities):
    """Applies corrections.tsv; a line that finds nothing to correct is an error, so that none outlives its cause."""
    for line in (HERE / "corrections.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        action, code, name, value, longitude, _reason = line.split("\t")
        place = municipalities[code]
        if action == "add":
            assert fold(name) not in place.localities, f"{name} is there already"
            place.add(name, value, longitude)
        elif action == "rename":
            _, *rest = place.localities.pop(fold(name))
            assert fold(value) not in place.localities, value
            place.localities[fold(value)] = [value, *rest]
        elif action == "alias":
            (place.localities[fold(name)][3] if name else place.aliases).append(value)
        else:
            sys.exit(f"corrections.tsv: {action}?")


def argentina(folder):
    cabeceras = {row["id"]: row["cabecera"] for row in read(folder / "ba_partidos.csv")}
    provinces, municipalities = {}, {}
    for row in read(folder / "ar_departamentos.csv"):
        place = Municipality(row["id"], row["nombre"], cabeceras.get(row["id"], ""), row["lat"], row["lon"])
        municipalities[row["id"]] = place
        provinces.setdefault((row["provincia_id"], row["provincia"]), []).append(place)
    rows = read(folder / "ar_localidades.csv")
    # Simple names first: a composite's parts are mostly there already.
    for row in sorted(rows, key=lambda row: len(names(row["nombre"]))):
        for name in names(row["nombre"]):
            municipalities[row["departamento_id"]].add(name, row["lat"], row["lon"])
    # The other table knows some that this one lacks; GeoNames says where they are, if it knows one near.
    points = {}
    for row in read(folder / "gazetteer_large.csv.gz"):
        if row["country"] == "AR":
            points.setdefault(fold(row["name"]), []).append((row["lat"], row["lon"]))
    for row in read(folder / "ba_partidos.csv"):
        place = municipalities[row["id"]]
        for name in (part for written in row["localidades"].split("|") for part in names(written)):
            near = [point for point in points.get(fold(name), []) if place.is_near(*point)]
            place.add(name, *(near[0] if near else ("", "")))
    correct(municipalities)
    return "AR\tArgentina", provinces


def mexico(folder):
    """INEGI's municipalities have no coordinates: they are those of the cabecera in GeoNames, where it names one."""
    points = {}
    for row in read(folder / "gazetteer_large.csv.gz"):
        if row["country"] == "MX":
            points.setdefault((fold(row["admin2"]), fold(row["name"])), (row["lat"], row["lon"]))
    provinces = {}
    for row in read(folder / "mx_municipios.csv"):
        name, cabecera = row["municipio"], row["cabecera"]
        point = points.get((fold(name), fold(cabecera))) or points.get((fold(name), fold(name))) or ("", "")
        place = Municipality(row["cvegeo"], name, cabecera, *point, row["poblacion"])
        provinces.setdefault((row["cve_ent"], row["entidad"]), []).append(place)
    return "MX\tMéxico", provinces


def write(path, country, provinces):
    with open(path, "w", encoding="utf-8") as file:
        file.write(country + "\n")
        for (code, name), municipalities in sorted(provinces.items()):
            file.write(f"\t{code}\t{name}\n")
            for alias in PROVINCE_ALIASES.get(code, []) if country.startswith("AR") else []:
                file.write(f"\t\t={alias}\n")
            for place in sorted(municipalities, key=lambda place: place.code):
                for level, line in place.lines():
                    file.write("\t" * level + line + "\n")
    print(f"{path.name}: {sum(map(len, provinces.values()))} municipalities of {len(provinces)} provinces")


def main():
    data = os.environ.get("CONSULTA_DATA")
    if not data:
        print("CONSULTA_DATA is not set: nothing is made anew.")
        return
    folder = pathlib.Path(data) / "municipios"
    TARGET.mkdir(exist_ok=True)
    write(TARGET / "ar.tsv", *argentina(folder))
    write(TARGET / "mx.tsv", *mexico(folder))


if __name__ == "__main__":
    main()
