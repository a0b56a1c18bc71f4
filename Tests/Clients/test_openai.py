"""OpenAI's own package and LangChain, unchanged, through the gateway."""

import openai
import pytest
from langchain_openai import ChatOpenAI

MODEL = "medical-chat"
QUESTION = [{"role": "user", "content": "hola"}]
TOOL = {
    "type": "function",
    "function": {
        "name": "dosis",
        "description": "Dosis por peso",
        "parameters": {"type": "object", "properties": {"peso": {"type": "number"}}, "required": ["peso"]},
    },
}
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@pytest.fixture
def client(site):
    return openai.OpenAI(base_url=f"{site.url}/v1", api_key=site.key, max_retries=0)


def test_models_are_listed(client):
    assert MODEL in [model.id for model in client.models.list()]


def test_a_chat_is_answered(client):
    answer = client.chat.completions.create(model=MODEL, messages=QUESTION)
    assert answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.completion_tokens > 0


def test_a_stream_tells_its_usage_where_asked(client):
    stream = client.chat.completions.create(
        model=MODEL, messages=QUESTION, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert chunks[-1].usage.completion_tokens > 0


def test_a_stream_tells_no_usage_unasked(client):
    chunks = list(client.chat.completions.create(model=MODEL, messages=QUESTION, stream=True))
    assert all(chunk.choices and chunk.usage is None for chunk in chunks)


def test_tools_are_called(client):
    question = [{"role": "user", "content": "usa la herramienta dosis"}]
    answer = client.chat.completions.create(model=MODEL, messages=question, tools=[TOOL])
    assert answer.choices[0].message.tool_calls[0].function.name == "dosis"


def test_images_go_along(client):
    image = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}}
    question = [{"role": "user", "content": [{"type": "text", "text": "qué es"}, image]}]
    answer = client.chat.completions.create(model=MODEL, messages=question)
    assert answer.usage.prompt_tokens > 256


def test_images_elsewhere_are_refused(client):
    image = {"type": "image_url", "image_url": {"url": "http://127.0.0.1/a.png"}}
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": [image]}])
    assert refused.value.code == "media_url_refused"


def test_texts_are_embedded(client):
    model = next(model.id for model in client.models.list() if model.id.startswith("simulated"))
    answer = client.embeddings.create(model=model, input=["a", "b"])
    assert len(answer.data) == 2
    assert answer.data[0].embedding != answer.data[1].embedding


def test_a_recording_is_transcribed(client):
    answer = client.audio.transcriptions.create(model=MODEL, file=("a.wav", b"RIFF" + bytes(100_000)))
    assert "100004" in answer.text


def test_a_text_is_spoken(client):
    with client.audio.speech.with_streaming_response.create(model=MODEL, voice="x", input="Buenos días.") as answer:
        assert b"".join(answer.iter_bytes()).startswith(b"RIFF")


def test_an_unknown_model_is_not_found(client):
    with pytest.raises(openai.NotFoundError) as missing:
        client.chat.completions.create(model="nadie", messages=QUESTION)
    assert missing.value.code == "model_not_found"


def test_a_wrong_key_is_refused(site):
    stranger = openai.OpenAI(base_url=f"{site.url}/v1", api_key="ck_wrong", max_retries=0)
    with pytest.raises(openai.AuthenticationError):
        stranger.models.list()


def test_a_stream_can_be_left(client):
    with client.chat.completions.create(model=MODEL, messages=QUESTION, stream=True) as stream:
        next(iter(stream))
    assert client.chat.completions.create(model=MODEL, messages=QUESTION).choices


def test_langchain_asks_and_streams(site):
    model = ChatOpenAI(model=MODEL, base_url=f"{site.url}/v1", api_key=site.key, max_retries=0)
    assert model.invoke("hola").content
    assert "".join(chunk.content for chunk in model.stream("hola"))


def test_langchain_calls_tools(site):
    model = ChatOpenAI(model=MODEL, base_url=f"{site.url}/v1", api_key=site.key, max_retries=0).bind_tools([TOOL])
    assert model.invoke("usa la herramienta dosis").tool_calls[0]["name"] == "dosis"
