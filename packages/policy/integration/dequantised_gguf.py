"""Writes the dequantised weights of a GGUF file as 32-bit GGUF, with which no activations are rounded.

Usage: dequantised_gguf.py MODEL.gguf OUT.gguf      (needs gguf)
"""

import sys

from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter, dequantize

SOURCE, TARGET = sys.argv[1:]
reader = GGUFReader(SOURCE)
writer = GGUFWriter(TARGET, arch=reader.get_field("general.architecture").contents())
for field in reader.fields.values():
    if field.name == "general.architecture" or field.name.startswith("GGUF."):
        continue
    kind, *rest = field.types
    value = 0 if field.name == "general.file_type" else field.contents()
    writer.add_key_value(field.name, value, kind, rest[-1] if kind == GGUFValueType.ARRAY else None)
for tensor in reader.tensors:
    writer.add_tensor(tensor.name, dequantize(tensor.data, tensor.tensor_type), raw_dtype=GGMLQuantizationType.F32)
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
