#!/usr/bin/env python3
"""Writes NormalizationData.cs of the tokenizer from the Unicode data of Python's unicodedata module."""
import base64
import os
import textwrap
import unicodedata
import zlib


def varint(number):
    result = bytearray()
    while number >= 0x80:
        result.append(number & 0x7F | 0x80)
        number >>= 7
    result.append(number)
    return bytes(result)


def mapping(kind):
    """Code points (as differences) with the code points that they decompose into, one step."""
    entries = []
    for point in range(0x110000):
        parts = unicodedata.decomposition(chr(point)).split()
        is_compatible = bool(parts) and parts[0].startswith("<")
        if parts and is_compatible == (kind == "compatible"):
            entries.append((point, [int(part, 16) for part in parts if not part.startswith("<")]))
    data = varint(len(entries))
    previous = 0
    for point, parts in entries:
        data += varint(point - previous) + varint(len(parts)) + b"".join(map(varint, parts))
        previous = point
    return data


def numbers(pairs):
    data = varint(len(pairs))
    previous = 0
    for point, value in pairs:
        data += varint(point - previous) + varint(value)
        previous = point
    return data


def not_composed(point):
    """Whether a canonical pair is never put together again."""
    parts = unicodedata.decomposition(chr(point)).split()
    return len(parts) == 2 and not parts[0].startswith("<") and unicodedata.normalize("NFC", chr(point)) != chr(point)


classes = [(point, unicodedata.combining(chr(point))) for point in range(0x110000) if unicodedata.combining(chr(point))]
exclusions = [(point, 0) for point in range(0x110000) if not_composed(point)]
blob = mapping("canonical") + mapping("compatible") + numbers(classes) + numbers(exclusions)
compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
text = base64.b64encode(compressor.compress(blob) + compressor.flush()).decode()
lines = " +\n        ".join(f'"{line}"' for line in textwrap.wrap(text, 126))

repository = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
path = os.path.join(repository, "src/HybridInference.OnnxRuntime/Tokenization/Unicode/NormalizationData.cs")
with open(path, "w", encoding="utf-8", newline="\n") as file:
    file.write(f"""namespace HybridInference.OnnxRuntime.Tokenization;

/// <summary>
/// Decompositions, combining classes and composition exclusions of Unicode {unicodedata.unidata_version}, written by
/// eng/generate-normalization-data.py: raw DEFLATE of variable-length integers, in Base64.
/// </summary>
internal static class NormalizationData
{{
    /// <summary>The data.</summary>
    public const string Base64 =
        {lines};
}}
""")
