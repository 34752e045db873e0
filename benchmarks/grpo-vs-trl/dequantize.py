"""Writes a GGUF file as a Hugging Face folder of 32-bit floats: `dequantize.py FILE FOLDER`. Started by compare.ts."""

import sys
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

file, folder = map(Path, sys.argv[1:])
source = {"pretrained_model_name_or_path": file.parent, "gguf_file": file.name}
AutoTokenizer.from_pretrained(**source).save_pretrained(folder)
model = AutoModelForCausalLM.from_pretrained(**source, dtype=torch.float32)
# Its weights are floats, but transformers still thinks of it as quantized, and refuses to save what is.
model.hf_quantizer = None
if hasattr(model.config, "quantization_config"):
    del model.config.quantization_config
model.save_pretrained(folder)
