"""What readers will see. After a change that is meant: pytest --snapshot-update, and commit what it wrote."""


def test_nothing_is_wrong(desk):
    assert not desk.problems()


def test_what_is_seen_first(desk_snapshot):
    assert desk_snapshot()


def test_a_story(desk_snapshot):
    assert desk_snapshot(open="envoys-in-istanbul", size=(80, 24), theme="paper")
