"""Both models in one cluster, as one application on MedGemma's port."""

import serving

if __name__ == "__main__":
    serving.deploy("medgemma", "nv_reason")
else:
    app = serving.build("medgemma", "nv_reason")
