"""The inference-router in front of Ray Serve, with the replicas and limits of deploy/ray."""

import os
import signal
import statistics
import time
from collections import Counter

import pytest
from site_under_test import MODEL, ask, get

READER = "nvidia/NV-Reason-CXR-3B"


def test_what_ray_lists_is_found(site):
    deadline = time.monotonic() + 15
    while not {MODEL, READER} <= (listed := {item["id"] for item in get(f"{site.url}/v1/models", site.token)["data"]}):
        assert time.monotonic() < deadline, listed
        time.sleep(0.2)


def test_a_stream_passes_word_by_word(site, record):
    direct = [ask(site.endpoint, tokens=20) for _ in range(5)]
    through = [site.ask(tokens=20) for _ in range(5)]
    assert all(answer.is_complete and answer.text.split() == [str(n) for n in range(20)] for answer in through)
    # At 20 a second they come 50 ms apart; in one burst most gaps would be none.
    assert statistics.median(gap for answer in through for gap in answer.gaps_s) > 0.03
    first = [statistics.median(answer.first_s for answer in answers) * 1000 for answers in (direct, through)]
    record(f"{site.kind}: first word after {first[0]:.1f} ms from Ray Serve, {first[1]:.1f} ms through the router")


@pytest.mark.parametrize(("capability", "model"), [("medical-chat", MODEL), ("cxr-reasoning", READER)])
def test_a_capability_finds_its_model_behind_the_one_port(site, capability, model):
    answer = site.ask(tokens=5, stream=False, model=capability)
    assert answer.is_complete and answer.text.split() == ["0", "1", "2", "3", "4"]
    assert answer.model == model


def test_replicas_are_added_under_load_and_used(site, record):
    begun, answered = time.monotonic(), Counter()
    under_way = [site.ask_later(tokens=60) for _ in range(30)]
    total = 0
    while under_way:
        answer = under_way.pop(0).result()
        assert answer.is_complete, answer
        answered.update(answer.replicas)
        total += 1
        if len(answered) < 4 and time.monotonic() < begun + 120:
            under_way.append(site.ask_later(tokens=60))
    assert len(answered) > 2, answered
    record(f"{site.kind}: {total} streams by 30 at once, none lost; 2 replicas became {len(answered)}")


def test_a_killed_replica_loses_nothing_that_had_not_begun(site, record):
    victim = next(iter(site.ask(tokens=1).replicas))
    streams = [site.ask_later(tokens=100) for _ in range(20)]
    wholes = [site.ask_later(tokens=40, stream=False) for _ in range(20)]
    time.sleep(1.5)
    os.kill(int(victim.removeprefix("replica-")), signal.SIGKILL)
    later = [site.ask_later(tokens=10) for _ in range(20)]
    answers = [one.result() for one in streams + wholes + later]
    lost = [answer for answer in answers if not answer.is_complete]
    assert lost and all(answer.has_begun and answer.replicas == {victim} for answer in lost), lost
    record(f"{site.kind}: {len(answers)} requests while a replica was killed, {len(lost)} streams that it had begun broke off")


def test_an_upgrade_loses_nothing(site, record):
    before = set().union(*(one.result().replicas for one in [site.ask_later(tokens=20) for _ in range(20)]))
    under_way = [site.ask_later(tokens=200) for _ in range(8)]
    begun = time.monotonic()
    site.cluster.deploy()
    elapsed = time.monotonic() - begun
    later = [site.ask_later(tokens=20) for _ in range(20)]
    assert all(one.result().is_complete for one in under_way + later)
    after = set().union(*(one.result().replicas for one in later))
    assert not before & after
    record(f"{site.kind}: {len(before)} replicas were replaced in {elapsed:.0f} s, no stream broke off")
