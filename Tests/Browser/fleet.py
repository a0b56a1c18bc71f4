"""Endpoints, models and spend made up, for states that a test can't bring about in time."""

from playwright.sync_api import Page

OWN = {
    "id": "medgemma-1",
    "url": "http://gpu-1:8000",
    "kind": "openai",
    "source": "settings",
    "name": None,
    "capabilities": ["medical-chat", "general-chat"],
    "models": ["google/medgemma-27b-it"],
    "model_states": [
        {"model": "google/medgemma-27b-it", "breaker": "half_open", "capabilities": ["medical-chat"], "licence": "HAI-DEF", "is_loaded": True}
    ],
    "state": "up",
    "breaker": "half_open",
    "in_flight": 3,
    "concurrency": 32,
    "weight": 1,
    "requests": 1240,
    "failures": 3,
    "latency_ms": {"p50": 182.3, "p95": 640.2},
    "tokens_per_second": 48.3,
    "simulated": False,
    "outside": False,
    "data_classes": ["public", "internal", "clinical"],
    "price": None,
    "spend": {"month": "2026-11", "amount": 0, "estimated": False, "monthly_cap": None, "requests": 1240, "input_tokens": 1, "output_tokens": 1},
}
PAID = OWN | {
    "id": "proveedor",
    "url": "https://api.example.com/v1",
    "source": "administrator",
    "name": "Proveedor externo",
    "capabilities": ["general-chat"],
    "models": ["gpt-small"],
    "model_states": [{"model": "gpt-small", "breaker": "closed", "capabilities": ["general-chat"], "licence": None, "is_loaded": None}],
    "breaker": "closed",
    "outside": True,
    "data_classes": ["public"],
    "price": {"input_per_million": 0.15, "output_per_million": 0.6},
    "spend": OWN["spend"] | {"amount": 43.0, "estimated": True, "monthly_cap": 50},
}
DOWN = OWN | {"id": "sala-3", "url": "http://sala3:11434", "kind": None, "models": [], "model_states": [], "state": "down", "latency_ms": {}}

MODELS = [
    {
        "model": "nvidia/NV-Reason-CXR-3B",
        "capabilities": ["cxr-reasoning"],
        "context_length": 16384,
        "modalities": ["text", "image"],
        "licence": "NVIDIA OneWay Noncommercial License",
        "licence_note": "No comercial: sólo para investigación y evaluación.",
        "data_classes": ["public", "internal", "clinical"],
        "price": None,
        "endpoints": ["medgemma-1"],
    }
]


def cost(endpoint: str, amount: float, estimated: bool = False) -> dict:
    figures = {"requests": 1200, "input_tokens": 1_200_000, "output_tokens": 300_000}
    return {"endpoint": endpoint, "model": "gpt-small", **figures, "amount": amount, "estimated": estimated}


def fleet(page: Page, *endpoints: dict, models: list[dict] = MODELS):
    """What the page is told of endpoints, models and spend, from its next look on."""
    for name in ("endpoints", "models", "spend?*"):
        page.unroute(f"**/api/inference/{name}")
    page.route("**/api/inference/endpoints", lambda route: route.fulfill(json={"currency": "USD", "items": list(endpoints)}))
    page.route("**/api/inference/models", lambda route: route.fulfill(json={"items": models}))

    def spend(route):
        month = route.request.url.split("month=")[1]
        items = [cost("proveedor", 41.5, estimated=True), cost("medgemma-1", 0)] if month >= "2026-11" else []
        route.fulfill(json={"month": month, "currency": "USD", "total": 41.5 if items else 0, "items": items})

    page.route("**/api/inference/spend?*", spend)
