namespace HybridInference;

/// <summary>
/// Says what a text can be that is one value, or a list of values, and nothing else: every kind whose shape and check digits fit. No
/// word decides between the kinds, so their scores stay below the one from which a match is redacted.
/// </summary>
internal static class LoneValue
{
    private const int MaxLength = 48;
    private const int MaxParts = 4;
    private const double CheckedScore = 0.36;
    private const double UncheckedScore = 0.32;
    private const double HostScore = 0.3;
    private const double MaxRarityBonus = 0.03;
    private const int DistinctOdds = 20;

    private static readonly string[] Separators = [" and ", " or ", " und ", " oder ", " et ", " ou ", " y ", " e ", " i ", ", ", "; ", "\n"];

    /// <summary>Adds the kinds that a text can be.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">Receives them.</param>
    /// <param name="isListRead">Whether a list of values is looked at too.</param>
    public static void AddTo(ReadOnlySpan<char> text, ICollection<PiiMatch> matches, bool isListRead)
    {
        if (text.Length > MaxLength)
        {
            return;
        }

        if (LoneHostName.Is(text.Trim()))
        {
            matches.Add(new PiiMatch(PiiCategories.Url, text.Length - text.TrimStart().Length, text.Trim().Length, HostScore));
            return;
        }

        Span<Range> parts = stackalloc Range[MaxParts + 1];
        int count = text.SplitAny(parts, Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        count = count == 1 || isListRead ? Math.Min(count, MaxParts) : 0;
        foreach (Range part in parts[..count])
        {
            (int start, int length) = part.GetOffsetAndLength(text.Length);
            AddPart(text, start, start + text.Slice(start, length).TrimEnd(".!?").Length, isList: count > 1, matches);
        }
    }

    /// <summary>Numbers without letters stand in lists of all kinds, so a list counts only where its values have letters.</summary>
    private static void AddPart(ReadOnlySpan<char> text, int start, int end, bool isList, ICollection<PiiMatch> matches)
    {
        ReadOnlySpan<char> value = text[start..end];
        if (!value.ContainsAnyInRange('0', '9') || IsPublic(value) || (isList && !value.ContainsAnyInRange('A', 'z')))
        {
            return;
        }

        var run = new IdentifierRun(text[..end], start, isUpperCase: false, stackalloc char[IdentifierRun.MaxLength]);
        if (run.Count > 0 && run.EndOf(run.Count - 1) == end)
        {
            AddKinds(run.Compact(run.Count - 1), value, start, matches);
        }
    }

    private static void AddKinds(ReadOnlySpan<char> compact, ReadOnlySpan<char> value, int start, ICollection<PiiMatch> matches)
    {
        SchemeSet schemes = IdentifierSchemes.Fitting(compact.Length, compact[0]);
        foreach (string category in IdentifierCategories.All)
        {
            double score = 0;
            for (int index = schemes.Next(0); index >= 0; index = schemes.Next(index + 1))
            {
                IdentifierScheme scheme = IdentifierSchemes.At(index);
                score = scheme.Category == category ? Math.Max(score, Score(scheme, compact, value)) : score;
            }

            if (score > 0)
            {
                matches.Add(new PiiMatch(category, start, value.Length, score));
            }
        }
    }

    private static double Score(IdentifierScheme scheme, ReadOnlySpan<char> compact, ReadOnlySpan<char> value)
    {
        bool isDistinct = scheme.HasLetters || scheme.HasCheckDigit || scheme.Odds >= DistinctOdds || (scheme.Forms.Length > 0 && WrittenForm.IsGrouped(value));
        if (!isDistinct || !WrittenForm.Fits(value, scheme.Forms) || !scheme.IsValid(compact))
        {
            return 0;
        }

        return scheme.HasCheckDigit ? CheckedScore + Math.Min(MaxRarityBonus, Math.Log10(scheme.Odds) / 100) : UncheckedScore;
    }

    /// <summary>Whether the value is rather the number of a book, a date or an amount with dots.</summary>
    private static bool IsPublic(ReadOnlySpan<char> value) =>
        BookNumber.IsValid(value) || DateShape.IsDateOrTime(new NumberRun(value, 0, stackalloc char[NumberRun.MaxDigits]));
}
