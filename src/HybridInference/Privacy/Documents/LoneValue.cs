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
    private const int MaxLengths = 6;

    private static readonly string[] Separators = [" and ", " or ", " und ", " oder ", " et ", " ou ", " y ", " e ", " i ", ", ", "; ", "\n"];

    /// <summary>Whether a text may be another kind of value than was found: nothing sure was, or it is a phone or card number and nothing else.</summary>
    public static bool MayBe(ReadOnlySpan<char> text, ReadOnlySpan<PiiMatch> matches)
    {
        foreach (PiiMatch match in matches)
        {
            if (match.Score >= PiiMatch.RoutingThreshold && !(match.Category is PiiCategories.Phone or PiiCategories.CreditCard && match.Length == text.Length))
            {
                return false;
            }
        }

        return true;
    }

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
        bool isAny = false;
        foreach (Range part in parts[..count])
        {
            (int start, int length) = part.GetOffsetAndLength(text.Length);
            isAny |= AddPart(text, start, start + text.Slice(start, length).TrimEnd(".!?").Length, isList: count > 1, matches);
        }

        if (count == 1 && !isAny)
        {
            AddSpaced(text, parts[0], matches);
        }
    }

    /// <summary>Values with nothing but spaces between them count where no word is left over.</summary>
    private static void AddSpaced(ReadOnlySpan<char> text, Range list, ICollection<PiiMatch> matches)
    {
        Span<Range> values = stackalloc Range[MaxParts];
        (int start, int length) = list.GetOffsetAndLength(text.Length);
        int count = 0;
        for (int end = start + length; start < end; start = values[count++].End.Value + 1)
        {
            int last = count < MaxParts ? EndOfFirst(text, start, end) : start;
            if (last == start)
            {
                return;
            }

            values[count] = start..last;
        }

        foreach (Range value in values[..count])
        {
            AddPart(text, value.Start.Value, value.End.Value, isList: true, matches);
        }
    }

    /// <returns>The end of the longest value that starts at a place, or the place where none does.</returns>
    private static int EndOfFirst(ReadOnlySpan<char> text, int start, int end)
    {
        while (end > start && !AddPart(text, start, end, isList: true, matches: null))
        {
            end = start + Math.Max(0, text[start..end].LastIndexOf(' '));
        }

        return end;
    }

    /// <summary>Numbers without letters stand in lists of all kinds, so a list counts only where its values have letters.</summary>
    /// <returns>Whether the value can be of any kind.</returns>
    private static bool AddPart(ReadOnlySpan<char> text, int start, int end, bool isList, ICollection<PiiMatch>? matches)
    {
        ReadOnlySpan<char> value = text[start..end];
        if (!value.ContainsAnyInRange('0', '9') || IsDateOrTime(value) || (isList && !value.ContainsAnyInRange('A', 'z')))
        {
            return false;
        }

        var run = new IdentifierRun(text[..end], start, isUpperCase: false, stackalloc char[IdentifierRun.MaxLength]);
        return run.Count > 0 && run.EndOf(run.Count - 1) == end && AddKinds(run.Compact(run.Count - 1), value, start, matches);
    }

    private static bool AddKinds(ReadOnlySpan<char> compact, ReadOnlySpan<char> value, int start, ICollection<PiiMatch>? matches)
    {
        bool isAny = false;
        SchemeSet schemes = IdentifierSchemes.Fitting(compact.Length, compact[0]);
        schemes = BookNumber.IsValid(value) ? WrittenForm.IsGrouped(value) ? default : schemes & IdentifierSchemes.OutnumberingBooks : schemes;
        foreach (string category in IdentifierCategories.All)
        {
            double score = 0;
            for (int index = schemes.Next(0); index >= 0; index = schemes.Next(index + 1))
            {
                IdentifierScheme scheme = IdentifierSchemes.At(index);
                score = scheme.Category == category ? Math.Max(score, Score(scheme, compact, value)) : score;
            }

            isAny |= score > 0;
            if (score > 0)
            {
                matches?.Add(new PiiMatch(category, start, value.Length, score));
            }
        }

        return isAny;
    }

    private static double Score(IdentifierScheme scheme, ReadOnlySpan<char> compact, ReadOnlySpan<char> value)
    {
        if (!IsDistinct(scheme, compact, value) || !WrittenForm.Fits(value, scheme.Forms) || !scheme.IsValid(compact))
        {
            return 0;
        }

        return scheme.HasCheckDigit ? CheckedScore + Math.Min(MaxRarityBonus, Math.Log10(scheme.Odds) / 100) : UncheckedScore;
    }

    /// <summary>Digits of nearly any length pass the check of some scheme that leaves the length open.</summary>
    private static bool IsDistinct(IdentifierScheme scheme, ReadOnlySpan<char> compact, ReadOnlySpan<char> value)
    {
        bool isAnyLength = scheme.MaxLength - scheme.MinLength > MaxLengths && !compact.ContainsAnyExceptInRange('0', '9');
        return !isAnyLength
            && !(scheme.IsLocal && !WrittenForm.IsGrouped(value))
            && (scheme.HasLetters || scheme.HasCheckDigit || scheme.Odds >= DistinctOdds || (scheme.Forms.Length > 0 && WrittenForm.IsGrouped(value)));
    }

    /// <summary>Whether the value is rather a date or an amount with dots.</summary>
    private static bool IsDateOrTime(ReadOnlySpan<char> value) =>
        DateShape.IsDateOrTime(new NumberRun(value, 0, stackalloc char[NumberRun.MaxDigits]));
}
