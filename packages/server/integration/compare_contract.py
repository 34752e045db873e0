"""Compares a strict server with the reference, request for request and frame for frame.

`python compare_contract.py URL REFERENCE_URL`: every refusal must have the same status, headers and body. Left out are
what an environment decides (observations, its own messages) and texts of Python's JSON decoder.
"""

import asyncio
import http.client
import json
import sys
from urllib.parse import urlsplit

import websockets

OURS, REFERENCE = sys.argv[1], sys.argv[2]
JSON = {"content-type": "application/json"}
ACTION = {"response": "x"}


def body(value):
    return json.dumps(value).encode()


REQUESTS = [
    ("GET", "/nope", {}, None),
    ("POST", "/health", {}, None),
    ("HEAD", "/health", {}, None),
    ("OPTIONS", "/health", {}, None),
    ("GET", "/reset", {}, None),
    ("DELETE", "/step", {}, None),
    ("GET", "/mcp", {}, None),
    ("GET", "/ws", {}, None),
    ("GET", "/", {}, None),
    ("GET", "/web", {}, None),
    ("GET", "/health", {}, None),
    ("POST", "/reset", {}, None),
    ("POST", "/reset", JSON, b"{}"),
    ("POST", "/reset", JSON, b"null"),
    ("POST", "/reset", JSON, b"[]"),
    ("POST", "/reset", JSON, b'"x"'),
    ("POST", "/reset", JSON, b"{"),
    ("POST", "/reset", JSON, b'{"a":1'),
    ("POST", "/reset", JSON, b'{"a" 1}'),
    ("POST", "/reset", JSON, b"{1:2}"),
    ("POST", "/reset", JSON, b'{"seed":}'),
    ("POST", "/reset", JSON, b"{}x"),
    ("POST", "/reset", {"content-type": "text/plain"}, b'{"seed":1}'),
    ("POST", "/reset", {}, b'{"seed":1}'),
    *[
        ("POST", "/reset", JSON, body({"seed": seed}))
        for seed in (-1, "x", 1.5, "7", "-7", " 7 ", "7.0", "1.5", True, [], {}, None, 2.0, "")
    ],
    *[("POST", "/reset", JSON, body({"episode_id": it})) for it in ("a" * 256, 5, None, [], "ok")],
    ("POST", "/reset", JSON, body({"seed": -1, "episode_id": 5})),
    ("POST", "/reset", JSON, body({"metadata": 5, "unknown": [1]})),
    ("POST", "/step", {}, None),
    ("POST", "/step", JSON, b""),
    ("POST", "/step", JSON, b"{}"),
    ("POST", "/step", JSON, b"null"),
    ("POST", "/step", JSON, b"[1]"),
    ("POST", "/step", JSON, b"not json"),
    ("POST", "/step", {"content-type": "text/plain"}, body({"action": ACTION})),
    *[("POST", "/step", JSON, body({"action": it})) for it in ("x", 5, None, [], {}, True)],
    *[
        ("POST", "/step", JSON, body({"action": ACTION, "timeout_s": it}))
        for it in (0, -1, "x", [], True, "", "0")
    ],
    *[("POST", "/step", JSON, body({"action": ACTION, "request_id": it})) for it in ("a" * 256, 5)],
    *[
        ("POST", "/step", JSON, body({"action": it}))
        for it in (
            {"response": 5},
            {"response": None},
            {"response": ["x"]},
            {"response": "x", "zz": 1},
            {"response": "x", "metadata": 5},
            {"zz": 1},
            {"response": True},
        )
    ],
    ("POST", "/step", JSON, body({"action": ACTION})),
    ("POST", "/step", JSON, body({"response": "x"})),
    ("POST", "/mcp", JSON, b"{}"),
    ("POST", "/mcp", JSON, b"{bad"),
    ("POST", "/mcp", JSON, b"[]"),
    ("POST", "/mcp", {}, None),
    *[
        ("POST", "/mcp", JSON, body({"jsonrpc": "2.0", "id": 6, **it}))
        for it in (
            {"method": "initialize"},
            {"method": "tools/list"},
            {"method": "tools/call"},
            {"method": "tools/call", "params": {"name": "x"}},
            {"method": "tools/list", "params": {"session_id": "zz"}},
            {"method": "openenv/session/close"},
            {"method": "openenv/session/close", "params": {"session_id": "zz"}},
        )
    ],
    ("GET", "/list_environments", {}, None),
    ("GET", "/other/splits", {}, None),
    ("POST", "/other/tasks", JSON, body({"split": "train"})),
    ("POST", "/echo/tasks", JSON, b"{}"),
    ("POST", "/echo/task", JSON, body({"split": "train"})),
    ("POST", "/echo/task", JSON, body({"split": 5, "index": "x"})),
    ("POST", "/echo/task_range", JSON, body({"split": "train", "start": "x"})),
    ("POST", "/echo/num_tasks", JSON, body({})),
    ("GET", "/echo/num_tasks", {}, None),
]

FRAMES = [
    "",
    "x",
    "{",
    '{"a":1',
    '{"type":"nope"}',
    '{"type":"RESET"}',
    "{}",
    '{"type":"state","data":{}}',
    '{"type":"state"}',
    '{"type":"reset","data":5}',
    '{"type":"reset","data":null}',
    '{"type":"reset","data":{},"x":1}',
    '{"type":"step"}',
    '{"type":"step","data":5}',
    '{"type":"step","data":{}}',
    '{"type":"step","data":{"response":5}}',
    '{"type":"step","data":{"response":"x","zz":1}}',
    '{"type":"step","data":{"action":{"response":"x"}}}',
    '{"type":"mcp","data":{"jsonrpc":"2.0","method":"tools/list","id":1}}',
    '{"type":"mcp","data":{"jsonrpc":"2.0","method":"nope","id":"a"}}',
    '{"type":"mcp"}',
    '{"type":"close","data":{}}',
]
ENDING = ["[]", "5", '"x"', "null", "true", "1.5", b"\x00\x01", '{"type":"close"}']


def call(base, method, path, headers, data):
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    connection.request(method, path, body=data, headers=headers)
    response = connection.getresponse()
    text = response.read().decode()
    kind = response.headers.get("content-type", "").split(";")[0]
    result = (response.status, response.headers.get("allow"), kind, decoded(text))
    connection.close()
    return result


def decoded(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def comparable(value):
    """A reply without what an environment decides and what depends on the version of pydantic."""
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "observation" in value:
        return {"observation": "…", "done": value["done"]}
    if "step_count" in value:
        return {"episode_id": value["episode_id"], "step_count": value["step_count"]}
    kept = {key: comparable(item) for key, item in value.items() if key != "url"}
    if isinstance(kept.get("message"), str):
        for open_text in ("Invalid request:", "Invalid JSON:"):
            if kept["message"].startswith(open_text):
                kept["message"] = open_text
    return kept


async def frame(base, text, ends):
    url = base.replace("http", "ws", 1) + "/ws"
    async with websockets.connect(url) as socket:
        await socket.send(text)
        try:
            reply = comparable(json.loads(await asyncio.wait_for(socket.recv(), 5)))
        except websockets.ConnectionClosed:
            reply = None
        if not ends:
            return reply
        try:
            await asyncio.wait_for(socket.recv(), 5)
        except websockets.ConnectionClosed as closed:
            return reply, closed.rcvd.code if closed.rcvd else None
        return reply, "open"


async def capacity(base):
    url = base.replace("http", "ws", 1) + "/ws"
    async with websockets.connect(url), websockets.connect(url):
        async with websockets.connect(url) as third:
            reply = json.loads(await third.recv())
            try:
                await third.recv()
            except websockets.ConnectionClosed as closed:
                return reply, closed.rcvd.code


async def upgrade(base, path):
    try:
        async with websockets.connect(base.replace("http", "ws", 1) + path) as socket:
            return json.loads(await socket.recv())
    except websockets.InvalidStatus as error:
        return error.response.status_code


def main():
    failed = 0

    def check(name, ours, reference):
        nonlocal failed
        if ours != reference:
            failed += 1
            print(f"{name}\n  ours      {ours}\n  reference {reference}")

    for method, path, headers, data in REQUESTS:
        results = [call(base, method, path, headers, data) for base in (OURS, REFERENCE)]
        check(f"{method} {path} {data}", *[(*rest, comparable(it)) for *rest, it in results])
    for text in FRAMES:
        check(f"frame {text}", *[asyncio.run(frame(base, text, False)) for base in (OURS, REFERENCE)])
    for text in ENDING:
        check(f"frame {text}", *[asyncio.run(frame(base, text, True)) for base in (OURS, REFERENCE)])
    check("capacity", *[asyncio.run(capacity(base)) for base in (OURS, REFERENCE)])
    for path in ("/nope", "/ws?session_id=zz"):
        check(f"upgrade {path}", *[asyncio.run(upgrade(base, path)) for base in (OURS, REFERENCE)])
    total = len(REQUESTS) + len(FRAMES) + len(ENDING) + 3
    print(f"{total - failed} of {total} exchanges are equal")
    sys.exit(1 if failed else 0)


main()
