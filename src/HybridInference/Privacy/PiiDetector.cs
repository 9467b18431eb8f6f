using System.Buffers;

namespace HybridInference;

/// <summary>The built-in detector: e-mail addresses, payment card numbers with a valid check digit, and keys with a known prefix.</summary>
/// <remarks>Thread-safe; without state.</remarks>
public sealed class PiiDetector : IPiiDetector
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly PiiDetector Default = new();

    private static readonly SearchValues<char> Triggers = SearchValues.Create("@0123456789AEGSaghnrsxk-");

    /// <inheritdoc/>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        int position = 0;
        while (position < text.Length)
        {
            int next = text[position..].IndexOfAny(Triggers);
            if (next < 0)
            {
                return;
            }

            position += next;
            if (TryMatch(text, position, out PiiMatch match))
            {
                matches.Add(match);
                position = match.Start + match.Length;
            }
            else
            {
                position = SkipRun(text, position);
            }
        }
    }

    private static bool TryMatch(ReadOnlySpan<char> text, int position, out PiiMatch match) => text[position] switch
    {
        '@' => EmailMatcher.TryMatch(text, position, out match),
        >= '0' and <= '9' => CardNumberMatcher.TryMatch(text, position, out match),
        _ => SecretPrefixMatcher.TryMatch(text, position, out match),
    };

    /// <summary>A number is looked at once, from its first digit; every other trigger by itself.</summary>
    private static int SkipRun(ReadOnlySpan<char> text, int position)
    {
        int end = position + 1;
        while (char.IsAsciiDigit(text[position]) && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end;
    }
}
