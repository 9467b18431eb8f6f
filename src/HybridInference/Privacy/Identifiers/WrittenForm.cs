namespace HybridInference;

/// <summary>Tells whether an identifier is written in the groups that its authority uses.</summary>
internal static class WrittenForm
{
    /// <summary>Not a dot: amounts have dots between their thousands.</summary>
    private const char AnySeparator = '_';

    /// <param name="written">The identifier with its separators.</param>
    /// <param name="forms">The <see cref="IdentifierScheme.Forms"/>.</param>
    /// <returns><see langword="true"/> when it has one of the forms, or no groups at all, or there are no forms.</returns>
    public static bool Fits(ReadOnlySpan<char> written, string[] forms)
    {
        if (forms.Length == 0 || !IsGrouped(written))
        {
            return true;
        }

        foreach (string form in forms)
        {
            if (Fits(written, form))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsGrouped(ReadOnlySpan<char> written) => written.ContainsAny(" -./+");

    private static bool Fits(ReadOnlySpan<char> written, string form)
    {
        char separator = '\0';
        int position = 0;
        foreach (char part in form)
        {
            int length = char.IsAsciiDigit(part) ? part - '0' : 1;
            if (written.Length - position < length || !FitsPart(written.Slice(position, length), part, ref separator))
            {
                return false;
            }

            position += length;
        }

        return position == written.Length;
    }

    private static bool FitsPart(ReadOnlySpan<char> written, char part, ref char separator)
    {
        if (char.IsAsciiDigit(part))
        {
            return !IsGrouped(written);
        }

        bool isSame = part == AnySeparator
            ? written[0] is ' ' or '-' or '/' or '+' && (separator == '\0' || separator == written[0])
            : written[0] == part;
        separator = written[0];
        return isSame;
    }
}
