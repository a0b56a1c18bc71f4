"""Ollama's own package, unchanged, through the gateway."""

import base64

import ollama
import pytest
from test_openai import MODEL, PIXEL, QUESTION, TOOL


@pytest.fixture
def client(site):
    return ollama.Client(host=f"{site.url}/ollama", headers={"authorization": f"Bearer {site.key}"})


def test_models_are_listed_and_shown(client):
    assert MODEL in [model.model for model in client.list().models]
    assert "completion" in client.show(MODEL).capabilities


def test_a_chat_is_answered(client):
    answer = client.chat(MODEL, QUESTION)
    assert answer.message.content
    assert answer.done and answer.eval_count > 0


def test_a_chat_streams(client):
    pieces = list(client.chat(MODEL, QUESTION, stream=True))
    assert len(pieces) > 2
    assert "".join(piece.message.content for piece in pieces) == client.chat(MODEL, QUESTION).message.content
    assert pieces[-1].done


def test_tools_are_called(client):
    answer = client.chat(MODEL, [{"role": "user", "content": "usa la herramienta dosis"}], tools=[TOOL])
    assert answer.message.tool_calls[0].function.name == "dosis"
    assert "peso" in answer.message.tool_calls[0].function.arguments


def test_a_prompt_with_an_image_is_answered(client):
    answer = client.generate(MODEL, "qué es", images=[base64.b64decode(PIXEL)])
    assert answer.response
    assert answer.prompt_eval_count > 256


def test_texts_are_embedded(client):
    model = next(model.model for model in client.list().models if model.model.startswith("simulated"))
    assert len(client.embed(model, ["a", "b"]).embeddings) == 2


def test_an_unknown_model_is_not_found(client):
    with pytest.raises(ollama.ResponseError) as missing:
        client.chat("nadie", QUESTION)
    assert missing.value.status_code == 404
