"""A model that says the same to everything, as an OpenAI-compatible server: prints its address and serves until it is ended."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPLY = "<confidence>20</confidence><answer>B</answer>"
USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


class Completions(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        reply = {"id": "reply", "created": 0, "model": asked["model"], "usage": USAGE}
        message = {"role": "assistant", "content": REPLY}
        if asked.get("stream"):
            choice = {"index": 0, "finish_reason": "stop", "delta": message}
            chunk = {**reply, "object": "chat.completion.chunk", "choices": [choice]}
            self.send("text/event-stream", f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n")
        else:
            choice = {"index": 0, "finish_reason": "stop", "message": message}
            self.send("application/json", json.dumps({**reply, "object": "chat.completion", "choices": [choice]}))

    def send(self, kind, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Completions)
print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
server.serve_forever()
