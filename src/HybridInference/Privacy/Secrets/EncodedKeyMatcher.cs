using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace HybridInference;

/// <summary>Matches a private key in PEM that is once more encoded in Base64, as configuration files and Kubernetes hold it.</summary>
internal static class EncodedKeyMatcher
{
    private const double Score = 0.95;

    /// <summary>"-----BEGIN" in Base64.</summary>
    private const string Begin = "LS0tLS1CRUdJTi";

    /// <summary>Enough for the longest label.</summary>
    private const int HeaderLength = 64;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> rest = token.Text[token.Start..];
        if (!rest.StartsWith(Begin, StringComparison.Ordinal) || rest.Length < HeaderLength)
        {
            return false;
        }

        int length = rest.IndexOfAnyExcept(CharacterSets.Base64);
        length = length < 0 ? rest.Length : length + rest[length..].IndexOfAnyExcept('=') switch { < 0 => rest.Length - length, int padding => padding };
        match = token.Match(PiiCategories.Secret, length, Score);
        return length >= HeaderLength && IsPrivateKey(rest[..HeaderLength]);
    }

    private static bool IsPrivateKey(ReadOnlySpan<char> header)
    {
        Span<byte> encoded = stackalloc byte[HeaderLength];
        Span<byte> decoded = stackalloc byte[HeaderLength];
        _ = Encoding.ASCII.GetBytes(header, encoded);
        OperationStatus status = Base64.DecodeFromUtf8(encoded, decoded, out _, out int written);
        return status == OperationStatus.Done && decoded[..written].IndexOf("PRIVATE KEY"u8) >= 0;
    }
}
