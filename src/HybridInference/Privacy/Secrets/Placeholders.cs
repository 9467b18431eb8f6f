using System.Buffers;

namespace HybridInference;

/// <summary>Values that stand where a secret would: examples, variables, code.</summary>
internal static class Placeholders
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "example", "changeme", "change_me", "change-me", "placeholder", "your", "insert", "dummy", "redacted", "masked", "replace", "not-a-key",
            "xxxx", "****", "....", "----", "____", "~~~~", "0000000000", "aaaaaaaa", "env.", "environ", "getenv", "config.", "process.", "settings.",
            "null", "undefined", "string", "password", "passwd", "secret_", "foobar", "lorem", "<", "${", "{{", "$(", "%(", "ENC[", "://", "()", "[]",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Fillers =
        SearchValues.Create(["example", "xxxxxx", "XXXXXX", "******", "......", "------", "______", "~~~~~~", "placeholder"], StringComparison.Ordinal);

    /// <summary>Whether an assigned value is no secret.</summary>
    public static bool IsAssigned(ReadOnlySpan<char> value) =>
        value.IndexOfAny(Words) >= 0 || value[0] is '$' or '%' or '&' or '(' or '[' || !value.ContainsAnyExcept(value[0]);

    /// <summary>Whether a token with a known prefix is only filled up.</summary>
    public static bool IsFiller(ReadOnlySpan<char> rest) => rest.IndexOfAny(Fillers) >= 0 || new Randomness(rest).Entropy < 1.5;
}
