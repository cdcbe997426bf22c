from foundation.core.state_table import Move, StateTable

OPEN = Move(name="open", sources=frozenset({"new"}), target="open", label="打开", by="clerk")
CLOSE = Move(
    name="close", sources=frozenset({"new", "open"}), target="done", label="关闭", by="clerk"
)
TABLE = StateTable([OPEN, CLOSE])


def test_open_in__state_with_two_moves__both_in_the_order_of_the_table():
    assert TABLE.open_in("new") == [OPEN, CLOSE]


def test_open_in__final_state__nothing():
    assert TABLE.open_in("done") == []


def test_mermaid__every_source__one_arrow_each():
    assert TABLE.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    new --> done: close",
        "    new --> open: open",
        "    open --> done: close",
    ]
