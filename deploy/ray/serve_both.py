"""Both models in one cluster, as one application on MedGemma's port."""

import serving

app = serving.build("medgemma", "nv_reason")

if __name__ == "__main__":
    serving.run(app, "medgemma")
