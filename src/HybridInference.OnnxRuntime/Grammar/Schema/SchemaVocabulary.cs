using System.Collections.Frozen;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The keywords that say what is valid and are honoured. Others that are not refused say nothing about it.</summary>
internal static class SchemaVocabulary
{
    public static readonly string[] OfStrings = ["pattern", "format", "minLength", "maxLength"];
    public static readonly string[] OfNumbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    public static readonly string[] OfArrays = ["items", "prefixItems", "minItems", "maxItems"];

    public static readonly FrozenSet<string> Assertions = FrozenSet.ToFrozenSet(
    [
        "type", "enum", "const", "nullable", "$ref", "allOf", "anyOf", "oneOf", "additionalProperties",
        .. OfStrings, .. OfNumbers, .. OfArrays,
    ]);
}
