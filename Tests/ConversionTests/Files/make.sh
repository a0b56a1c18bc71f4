#!/usr/bin/env bash
# Makes the documents of these tests with the programs that people make theirs with. They are kept, so that running the
# tests needs none of them: pandoc, libreoffice-{writer,calc,impress}-nogui, weasyprint, poppler-utils, qpdf, graphicsmagick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
office() { soffice --headless -env:UserInstallation="file://$work/profile" --convert-to "$1" --outdir "$work/$3" "$2" >/dev/null; }

pandoc acta.md -s -o acta-pandoc.docx
pandoc acta.md -s -o acta-pandoc.odt
pandoc acta.md -s -o acta.epub
pandoc clase.md -o clase.pptx
mkdir "$work/out"
office odt acta-pandoc.docx out && cp "$work/out/acta-pandoc.odt" acta-libreoffice.odt
office docx acta-pandoc.odt out && cp "$work/out/acta-pandoc.docx" acta-libreoffice.docx
office pptx clase.pptx out && cp "$work/out/clase.pptx" clase-libreoffice.pptx
office doc acta-pandoc.docx out && cp "$work/out/acta-pandoc.doc" acta.doc
# As an English spreadsheet takes it: days and figures, not words.
sed -E 's|([0-9]{2})/([0-9]{2})/([0-9]{4})|\3-\2-\1|; s|([0-9]),([0-9])|\1.\2|' notas.csv >"$work/notas.csv"
soffice --headless -env:UserInstallation="file://$work/profile" --infilter=CSV:59,34,76,1 \
    --convert-to xlsx --outdir "$work/out" "$work/notas.csv" >/dev/null && cp "$work/out/notas.xlsx" notas.xlsx
office ods "$work/out/notas.xlsx" out && cp "$work/out/notas.ods" notas.ods

pandoc acta.md -s -t html -o "$work/acta.html"
weasyprint -q "$work/acta.html" acta.pdf
qpdf --encrypt clave clave 256 -- acta.pdf clave.pdf
qpdf --encrypt '' dueño 256 --extract=n -- acta.pdf sin-permisos.pdf
qpdf --empty sin-paginas.pdf
pdftoppm -r 150 -gray -png -f 1 -l 1 -singlefile acta.pdf "$work/scan"
for format in jpeg webp; do gm convert "$work/scan.png" -quality 60 "escaneo.$format"; done
gm convert "$work/scan.png" -colors 4 escaneo.png
gm convert "$work/scan.png" "$work/scan.png" -monochrome -compress Group4 escaneo.tiff
printf '<html><body style="margin:0"><img src="escaneo.png" style="width:100%%"></body></html>' >"$work/scan.html"
weasyprint -q --base-url . -s <(printf '@page{size:A4;margin:0}') "$work/scan.html" escaneo.pdf
