"""MedGemma 27B on port 8000: `python serve_medgemma.py`, or import_path serve_medgemma:app of `serve deploy`."""

import serving

app = serving.build("medgemma")

if __name__ == "__main__":
    serving.run(app, "medgemma")
