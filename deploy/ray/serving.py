"""What the serve_….py share: a model's settings, and from them Ray Serve's configuration."""

import os
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

# Before Ray or vLLM is imported: neither reports anything to anybody.
PRIVACY = {"RAY_USAGE_STATS_ENABLED": "0", "VLLM_NO_USAGE_STATS": "1", "DO_NOT_TRACK": "1"}
for name, value in PRIVACY.items():
    os.environ.setdefault(name, value)

DEFAULTS = Path(__file__).with_name("models.yaml")
NUMBER_RANGES = {
    "port": (1, 65_535),
    "tensor_parallel_size": (1, 64),
    "max_model_len": (1, 10_000_000),
    "gpu_memory_utilization": (0.01, 1),
    "min_replicas": (0, 1_000),
    "max_replicas": (1, 1_000),
    "max_ongoing_requests": (1, 10_000),
    "target_ongoing_requests": (0.1, 10_000),
    "max_queued_requests": (-1, 1_000_000),
    "upscale_delay_s": (0, 86_400),
    "downscale_delay_s": (0, 86_400),
    "health_check_period_s": (0.1, 3_600),
    "health_check_timeout_s": (0.1, 3_600),
    "graceful_shutdown_timeout_s": (0, 86_400),
    "stream_batching_interval_ms": (0, 10_000),
    "ingress_replicas": (1, 1_000),
}


class SettingsError(ValueError):
    """A setting that can't be used, with its name."""


@dataclass(frozen=True)
class ModelSettings:
    """One model's section of models.yaml, which says what each value means."""

    model_id: str
    model_source: str
    accelerator_type: str
    host: str
    port: int
    tensor_parallel_size: int
    dtype: str
    max_model_len: int
    gpu_memory_utilization: float
    min_replicas: int
    max_replicas: int
    max_ongoing_requests: int
    target_ongoing_requests: float
    max_queued_requests: int
    upscale_delay_s: float
    downscale_delay_s: float
    health_check_period_s: float
    health_check_timeout_s: float
    graceful_shutdown_timeout_s: float
    stream_batching_interval_ms: float
    ingress_replicas: int
    engine_kwargs: dict

    @classmethod
    def read(cls, section: str, environment=os.environ) -> "ModelSettings":
        """The environment, then the file of RAY_MODELS_FILE, then models.yaml."""
        values = read_section(DEFAULTS, section)
        if other := environment.get("RAY_MODELS_FILE"):
            given = read_section(Path(other), section)
            if unknown := given.keys() - values.keys():
                raise SettingsError(f"{other}: {section} has no {', '.join(sorted(unknown))}")
            values |= given
        names = {key: f"{section}.{key}" for key in values}
        for key in values:
            variable = f"{section}_{key}".upper()
            if variable in environment:
                values[key], names[key] = parse(variable, environment[variable]), variable
        for field in fields(cls):
            check(names[field.name], values[field.name], field)
        settings = cls(**values)
        if settings.min_replicas > settings.max_replicas:
            raise SettingsError(f"{names['min_replicas']} is greater than {names['max_replicas']}")
        if settings.target_ongoing_requests > settings.max_ongoing_requests:
            raise SettingsError(f"{names['target_ongoing_requests']} is greater than {names['max_ongoing_requests']}")
        return settings

    @property
    def deployment_config(self) -> dict:
        """Options of the deployment that holds the model."""
        return {
            "max_ongoing_requests": self.max_ongoing_requests,
            "max_queued_requests": self.max_queued_requests,
            "health_check_period_s": self.health_check_period_s,
            "health_check_timeout_s": self.health_check_timeout_s,
            "graceful_shutdown_timeout_s": self.graceful_shutdown_timeout_s,
            "autoscaling_config": {
                "min_replicas": self.min_replicas,
                "max_replicas": self.max_replicas,
                "target_ongoing_requests": self.target_ongoing_requests,
                "upscale_delay_s": self.upscale_delay_s,
                "downscale_delay_s": self.downscale_delay_s,
            },
        }


def read_section(path: Path, section: str) -> dict:
    try:
        content = yaml.safe_load(path.read_text()) or {}
    except (OSError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: {error}") from error
    values = content.get(section) if isinstance(content, dict) else None
    if values is not None and not isinstance(values, dict):
        raise SettingsError(f"{path}: {section} is no mapping")
    return values or {}


def parse(variable: str, text: str):
    try:
        return yaml.safe_load(text) if text else ""
    except yaml.YAMLError as error:
        raise SettingsError(f"{variable}: {error}") from error


def check(name: str, value, field) -> None:
    accepted = (int, float) if field.type is float else field.type
    is_missing = value == "" and field.name != "accelerator_type"
    if is_missing or not isinstance(value, accepted) or isinstance(value, bool):
        raise SettingsError(f"{name} is {value!r}, expected {field.type.__name__}")
    if field.name in NUMBER_RANGES:
        least, most = NUMBER_RANGES[field.name]
        if not least <= value <= most:
            raise SettingsError(f"{name} is {value}, expected {least} to {most}")


def llm_config(settings: ModelSettings):
    """Ray's configuration of one model."""
    from ray.serve.llm import LLMConfig

    return LLMConfig(
        model_loading_config={"model_id": settings.model_id, "model_source": settings.model_source},
        accelerator_type=settings.accelerator_type or None,
        engine_kwargs=settings.engine_kwargs
        | {
            "tensor_parallel_size": settings.tensor_parallel_size,
            "dtype": settings.dtype,
            "max_model_len": settings.max_model_len,
            "gpu_memory_utilization": settings.gpu_memory_utilization,
        },
        deployment_config=settings.deployment_config,
        runtime_env={"env_vars": PRIVACY},
        experimental_configs={"stream_batching_interval_ms": settings.stream_batching_interval_ms},
    )


def build(*sections: str):
    """One application that serves these models under one HTTP port."""
    from ray.serve.llm import build_openai_app

    models = [ModelSettings.read(section) for section in sections]
    return build_openai_app(
        {
            "llm_configs": [llm_config(model) for model in models],
            "ingress_deployment_config": {"num_replicas": max(model.ingress_replicas for model in models)},
        }
    )


def deploy(*sections: str, build=build) -> None:
    """Puts the application on the cluster that runs here, or that RAY_ADDRESS names, in place of the one there."""
    import ray
    from ray import serve

    settings = ModelSettings.read(sections[0])
    ray.init(address="auto")
    serve.start(http_options={"host": settings.host, "port": settings.port})
    serve.run(build(*sections), name="consulta", route_prefix="/")
    print(f"http://{settings.host}:{settings.port}/v1 is ready")
