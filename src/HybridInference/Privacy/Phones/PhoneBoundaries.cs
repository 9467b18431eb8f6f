namespace HybridInference;

/// <summary>Tells whether a phone number can start or end at a place in a text.</summary>
internal static class PhoneBoundaries
{
    /// <summary>Not inside a word, another number, a path or an amount. A plus sign may follow what a digit may not.</summary>
    public static bool IsStart(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length || PhoneLookAlikes.IsMoney(text[..start]))
        {
            return false;
        }

        if (start == 0)
        {
            return true;
        }

        char before = text[start - 1];
        bool followsDigit = start > 1 && char.IsDigit(text[start - 2]);
        return before switch
        {
            ',' => text[start] is '+' or '(' || !followsDigit,
            '.' or ':' or '=' or '*' => !followsDigit,
            '-' or '/' or '\\' => text[start] == '+' && !followsDigit,
            '+' or '#' or '@' or '_' or '%' or '^' or '&' => false,
            _ => !char.IsAsciiLetterOrDigit(before) && !char.IsDigit(before),
        };
    }

    /// <summary>Not before a letter, a digit, a percent sign, or punctuation that another digit follows.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The end of the number.</param>
    /// <param name="isBeforeComma">Whether a comma and a digit may follow, as between columns.</param>
    public static bool IsEnd(ReadOnlySpan<char> text, int end, bool isBeforeComma)
    {
        if (end == text.Length)
        {
            return true;
        }

        char after = text[end];
        bool precedesDigit = end + 1 < text.Length && char.IsDigit(text[end + 1]);
        return after switch
        {
            ',' => isBeforeComma || !precedesDigit,
            '.' or ':' or '-' or '/' or '+' or '=' or '*' or '\u2013' => !precedesDigit,
            '%' or '@' or '_' or '\u00B0' => false,
            _ => !char.IsAsciiLetterOrDigit(after) && !char.IsDigit(after),
        };
    }
}
