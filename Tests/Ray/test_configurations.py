"""What Ray makes of the settings; with ray[llm] alone, and without starting a model."""

import pytest
from conftest import needs_llm
from serving import ModelSettings, llm_config

pytestmark = needs_llm


@pytest.mark.parametrize(
    ("section", "gpus", "replicas", "ongoing"), [("medgemma", 4, (2, 16), 5), ("nv_reason", 2, (1, 8), 3)]
)
def test_the_engine_and_the_deployment_get_what_was_set(section, gpus, replicas, ongoing):
    config = llm_config(ModelSettings.read(section, {}))
    engine = config.get_engine_config()
    passed = engine.get_initialization_kwargs()
    assert engine.tensor_parallel_degree == gpus
    assert sum(bundle["GPU"] for bundle in engine.placement_bundles) == gpus
    assert (passed["dtype"], passed["max_model_len"], passed["gpu_memory_utilization"]) == ("bfloat16", 8192, 0.9)
    assert passed["served_model_name"] == [config.model_id]
    assert not passed["enable_log_requests"]
    scaling = config.deployment_config["autoscaling_config"]
    assert (scaling["min_replicas"], scaling["max_replicas"]) == replicas
    assert config.deployment_config["max_ongoing_requests"] == ongoing


def test_every_option_is_one_that_vllm_has():
    from vllm import AsyncEngineArgs

    for section in ("medgemma", "nv_reason"):
        passed = llm_config(ModelSettings.read(section, {})).engine_kwargs
        engine = AsyncEngineArgs(model="unused", **passed)
        assert engine.max_model_len == 8192
