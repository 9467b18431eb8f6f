using System.Buffers;

namespace HybridInference;

/// <summary>Values that stand where a secret would: examples, variables, code.</summary>
internal static class Placeholders
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "example", "changeme", "change_me", "change-me", "placeholder", "your", "insert", "dummy", "redacted", "masked", "replace", "not-a-key",
            "xxxx", "****", "....", "----", "____", "~~~~", "0000000000", "aaaaaaaa", "env.", "environ", "getenv", "config.", "process.", "settings.",
            "null", "undefined", "string", "secret_", "foobar", "lorem", "$(", "%(", "ENC[", "://", "()", "[]",
        ],
        StringComparison.OrdinalIgnoreCase);

    private const int MaxNameLength = 10;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-. :|");

    private static readonly SearchValues<string> Fillers =
        SearchValues.Create(["example", "xxxxxx", "XXXXXX", "******", "......", "------", "______", "~~~~~~", "placeholder"], StringComparison.Ordinal);

    /// <summary>Whether an assigned value is no secret.</summary>
    public static bool IsAssigned(ReadOnlySpan<char> value) =>
        value.IndexOfAny(Words) >= 0 || IsName(value) || IsTemplate(value, "<", ">") || IsTemplate(value, "${", "}") || IsTemplate(value, "{{", "}}") || value[0] is '$' or '%' or '&' or '(' or '[' || !value.ContainsAnyExcept(value[0]);

    /// <summary>Whether the value is the word for itself, numbered or not: "password", "passwd1", "my_password".</summary>
    private static bool IsName(ReadOnlySpan<char> value)
    {
        ReadOnlySpan<char> word = value.TrimEnd("0123456789!");
        return (word.EndsWith("password", StringComparison.OrdinalIgnoreCase) || word.EndsWith("passwd", StringComparison.OrdinalIgnoreCase))
            && (word.Length <= MaxNameLength || word.ContainsAny('_', '.', '-'));
    }

    /// <summary>Whether a name stands between two marks, or nothing ends what the first one begins.</summary>
    private static bool IsTemplate(ReadOnlySpan<char> value, string open, string close)
    {
        int start = value.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = value[(start + open.Length)..];
        int end = rest.IndexOf(close, StringComparison.Ordinal);
        return !(end < 0 ? rest : rest[..end]).ContainsAnyExcept(NameCharacters);
    }

    /// <summary>Whether a token with a known prefix is only filled up.</summary>
    public static bool IsFiller(ReadOnlySpan<char> rest) => rest.IndexOfAny(Fillers) >= 0 || new Randomness(rest).Entropy < 1.5;
}
