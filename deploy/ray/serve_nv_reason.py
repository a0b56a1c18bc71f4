"""NV-Reason-CXR 3B (non-commercial licence) on port 8001, in a cluster of its own."""

import serving

app = serving.build("nv_reason")

if __name__ == "__main__":
    serving.run(app, "nv_reason")
