namespace HybridInference;

/// <summary>A telephone number as it is written: '+', parentheses, groups, extension.</summary>
internal readonly record struct PhoneNumberText(int Start, int End, int Digits, bool IsInternational)
{
    private const int MaxLength = 40;
    private const int MaxExtensionDigits = 7;

    public static PhoneNumberText Read(ReadOnlySpan<char> text, int firstDigit)
    {
        int start = StartBefore(text, firstDigit, out bool isInternational);
        int end = firstDigit;
        int digits = 0;
        for (int position = firstDigit; position < text.Length && position - firstDigit < MaxLength && position - end < 3; position++)
        {
            if (char.IsAsciiDigit(text[position]))
            {
                digits++;
                end = position + 1;
            }
            else if (!IsSeparator(text[position]))
            {
                break;
            }
        }

        return new PhoneNumberText(start, EndOfExtension(text, end), digits, isInternational);
    }

    /// <summary>Steps over '(' and '+' before the first digit.</summary>
    private static int StartBefore(ReadOnlySpan<char> text, int firstDigit, out bool isInternational)
    {
        ReadOnlySpan<char> before = text[..firstDigit];
        int start = firstDigit - (before.EndsWith('(') ? 1 : 0);
        isInternational = before[..start].EndsWith('+');
        start -= isInternational ? 1 : 0;
        return isInternational && before[..start].EndsWith('(') ? start - 1 : start;
    }

    private static bool IsSeparator(char character) => character is ' ' or '-' or '.' or '/' or '(' or ')';

    /// <summary>"x123", "ext. 123", "#123" after the number.</summary>
    private static int EndOfExtension(ReadOnlySpan<char> text, int end)
    {
        ReadOnlySpan<char> rest = text[end..Math.Min(text.Length, end + 20)];
        ReadOnlySpan<char> word = rest.TrimStart(" ,;");
        foreach (string name in (ReadOnlySpan<string>)["extension", "ext", "x", "#"])
        {
            if (word.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                ReadOnlySpan<char> number = word[name.Length..].TrimStart(" .:");
                int digits = number.IndexOfAnyExceptInRange('0', '9');
                digits = digits < 0 ? number.Length : digits;
                return digits is > 0 and <= MaxExtensionDigits ? end + rest.Length - number.Length + digits : end;
            }
        }

        return end;
    }
}
