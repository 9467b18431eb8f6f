using System.Buffers;
using System.Buffers.Text;

namespace HybridInference;

/// <summary>Matches a JSON Web Token whose first part decodes to a JSON header with an algorithm.</summary>
/// <remarks>RFC 7519 3, RFC 7515 4.1.1, RFC 7516 4.1.</remarks>
internal static class JsonWebTokenMatcher
{
    private const double Score = 1;
    private const int MaxHeaderLength = 1024;
    private const int MinPart = 11;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        if (token.End - token.Start < 2 * MinPart)
        {
            return false;
        }

        ReadOnlySpan<char> value = token.Value.TrimEnd('.');
        int start = value.IndexOf("eyJ", StringComparison.Ordinal);
        if (start < 0 || (start > 0 && char.IsAsciiLetterOrDigit(value[start - 1])))
        {
            return false;
        }

        value = value[start..];
        int dot = value.IndexOf('.');
        match = new PiiMatch(PiiCategories.Secret, token.Start + start, value.Length, Score);
        return dot is >= MinPart and < MaxHeaderLength && value.Length >= dot + MinPart && IsHeader(value[..dot]);
    }

    private static bool IsHeader(ReadOnlySpan<char> part)
    {
        Span<byte> json = stackalloc byte[MaxHeaderLength];
        OperationStatus status = Base64Url.DecodeFromChars(part, json, out _, out int written);
        return status == OperationStatus.Done && json[..written].IndexOf("\"alg\""u8) >= 0;
    }
}
