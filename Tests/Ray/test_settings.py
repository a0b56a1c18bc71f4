"""Settings of deploy/ray: what holds unless something is said, and what is refused."""

import pytest
from serving import ModelSettings, SettingsError


def test_medgemma_runs_on_four_gpus_and_two_to_sixteen_replicas():
    model = ModelSettings.read("medgemma", {})
    assert (model.model_id, model.port) == ("google/medgemma-27b-it", 8000)
    assert (model.tensor_parallel_size, model.dtype, model.max_model_len) == (4, "bfloat16", 8192)
    assert model.gpu_memory_utilization == 0.9
    assert (model.min_replicas, model.max_replicas, model.max_ongoing_requests) == (2, 16, 5)


def test_nv_reason_runs_on_two_gpus_and_one_to_eight_replicas():
    model = ModelSettings.read("nv_reason", {})
    assert (model.model_id, model.port, model.tensor_parallel_size) == ("nvidia/NV-Reason-CXR-3B", 8001, 2)
    assert (model.min_replicas, model.max_replicas, model.max_ongoing_requests) == (1, 8, 3)


def test_the_environment_wins_over_a_file_of_ones_own_and_that_over_the_defaults(tmp_path):
    file = tmp_path / "models.yaml"
    file.write_text("medgemma: { max_replicas: 6, dtype: float16 }")
    environment = {"RAY_MODELS_FILE": str(file), "MEDGEMMA_MAX_REPLICAS": "4", "MEDGEMMA_ENGINE_KWARGS": "{seed: 7}"}
    model = ModelSettings.read("medgemma", environment)
    assert (model.max_replicas, model.dtype, model.min_replicas) == (4, "float16", 2)
    assert model.engine_kwargs == {"seed": 7}
    assert model.deployment_config["autoscaling_config"]["max_replicas"] == 4


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MEDGEMMA_MAX_REPLICAS", "many"),
        ("MEDGEMMA_MAX_REPLICAS", "1"),
        ("MEDGEMMA_PORT", "70000"),
        ("MEDGEMMA_GPU_MEMORY_UTILIZATION", "1.5"),
        ("MEDGEMMA_TARGET_ONGOING_REQUESTS", "9"),
        ("MEDGEMMA_DTYPE", ""),
        ("MEDGEMMA_ENGINE_KWARGS", "[1"),
    ],
)
def test_a_value_that_cannot_be_is_named(variable, value):
    with pytest.raises(SettingsError, match=variable):
        ModelSettings.read("medgemma", {variable: value})


@pytest.mark.parametrize("content", ["medgemma: { max_replica: 6 }", "medgemma: [6]", "medgemma: {"])
def test_a_file_that_is_wrong_is_named(tmp_path, content):
    file = tmp_path / "models.yaml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=str(file)):
        ModelSettings.read("medgemma", {"RAY_MODELS_FILE": str(file)})
