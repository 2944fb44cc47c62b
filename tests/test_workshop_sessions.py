"""What is signed holds for its purpose, its workshop and its time alone."""

from __future__ import annotations

import pytest

from assess.workshop.limits import TRIES, TRIES_IN_ALL, Tries
from assess.workshop.sessions import Session, Signer, new_secret
from questionnaires.model import ROLES

SESSION = Session.new("p7k2m9", "nl")


@pytest.fixture
def signer():
    return Signer(new_secret())


def test_a_session_comes_back_as_it_was(signer):
    assert signer.read_session(signer.session(SESSION), longest=60) == SESSION


def test_a_session_of_another_workshop_is_none(signer):
    assert signer.read_session(Signer(new_secret()).session(SESSION), longest=60) is None


def test_a_session_that_is_too_old_is_none(signer):
    assert signer.read_session(signer.session(SESSION), longest=-1) is None


@pytest.mark.parametrize("text", [None, "", "x", "a.b.c", "ÿ", "W10.aaaa.bbbb"])
def test_what_was_not_signed_by_us_is_no_session(signer, text):
    assert signer.read_session(text, longest=60) is None
    assert signer.read_lead(text) is None
    assert signer.role_of(text or "") is None


def test_a_participant_is_never_taken_for_the_facilitator(signer):
    assert signer.read_lead(signer.session(SESSION)) is None
    assert signer.read_session(signer.lead(SESSION), longest=60) is None


def test_every_character_of_a_role_link_counts(signer):
    for role in ROLES:
        link = signer.role_link(role)
        assert signer.role_of(link) == role
        for place in range(len(link) - 1):  # the last one holds bits that mean nothing
            other = "A" if link[place] != "A" else "B"
            assert signer.role_of(link[:place] + other + link[place + 1 :]) is None


def test_keys_and_forms_are_each_their_own(signer):
    keys = [signer.key("lead"), signer.key("screen"), signer.csrf("one"), signer.csrf("other")]
    assert len(set(keys)) == len(keys)
    assert signer.is_key("lead", keys[0])
    assert not signer.is_key("screen", keys[0])
    assert not signer.is_csrf("one", keys[3])
    assert not signer.is_key("lead", "é")


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_who_is_wrong_too_often_waits_a_minute_and_nobody_else_does():
    clock = Clock()
    tries = Tries(clock)
    for _ in range(TRIES):
        assert tries.may_try("one")
        tries.was_wrong("one")
    assert not tries.may_try("one")
    assert tries.may_try("other")
    clock.now = 61.0
    assert tries.may_try("one")


def test_many_addresses_together_are_slowed_down_too():
    tries = Tries(Clock())
    for number in range(TRIES_IN_ALL):
        tries.was_wrong(str(number))
    assert not tries.may_try("another")
