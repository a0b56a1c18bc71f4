"""MedGemma 27B on port 8000: run it, or name serve_medgemma:app to `serve deploy`."""

import serving

if __name__ == "__main__":
    serving.deploy("medgemma")
else:
    app = serving.build("medgemma")
