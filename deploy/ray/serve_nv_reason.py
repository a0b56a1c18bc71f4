"""NV-Reason-CXR 3B (non-commercial licence) on port 8001, in a cluster of its own."""

import serving

if __name__ == "__main__":
    serving.deploy("nv_reason")
else:
    app = serving.build("nv_reason")
