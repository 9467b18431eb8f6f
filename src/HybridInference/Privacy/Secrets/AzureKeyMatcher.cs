using System.Buffers;

namespace HybridInference;

/// <summary>Matches access keys of Azure services by the four letters that each service writes at the same place of its keys.</summary>
/// <remarks>Microsoft, "Common Annotated Security Keys" and the identifiable keys before them: 32, 39, 41 or 64 bytes in Base64.</remarks>
internal static class AzureKeyMatcher
{
    private const double Score = 0.85;
    private const int MinLength = 44;
    private const int MaxLength = 88;
    private const int SignatureLength = 4;

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/-_");

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        if (!token.MayBeKey(MinLength))
        {
            return false;
        }

        ReadOnlySpan<char> text = token.Text;
        int floor = Math.Max(0, token.Start - MaxLength);
        int start = text[floor..token.Start].LastIndexOfAnyExcept(Characters) + 1 + floor;
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + MaxLength + 1)];
        int length = LengthOf(rest);
        match = new PiiMatch(PiiCategories.Secret, start, length, Score);
        return length switch
        {
            MinLength => IsSigned(rest[33..]),
            52 => IsSigned(rest[42..]),
            56 => IsSigned(rest[44..]),
            MaxLength => IsSigned(rest[76..]),
            _ => false,
        };
    }

    private static int LengthOf(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAnyExcept(Characters);
        length = length < 0 ? rest.Length : length;
        while (length < rest.Length && rest[length] == '=')
        {
            length++;
        }

        return length;
    }

    private static bool IsSigned(ReadOnlySpan<char> rest) =>
        rest[..SignatureLength] is "+ASt" or "ACDb" or "+ASb" or "+AEh" or "+ARm" or "AIoT" or "+ABa" or "+AMC" or "+ACR" or "APIM" or "AzFu" or "AzSe" or "AzCa" or "AZEG";
}
