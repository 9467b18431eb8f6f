namespace HybridInference;

/// <summary>Matches national, tax, medical and company identifiers by the rules of their schemes and the words beside them.</summary>
/// <remarks><see cref="SocialSecurityMatcher"/> rates the numbers of the United States.</remarks>
internal static class IdentifierMatcher
{
    private const double CheckedScore = 0.9;
    private const double NamedScore = 0.7;
    private const double StrongScore = 0.6;
    private const double OtherFormPenalty = 0.01;
    private const int MaxLettersBefore = 5;
    private const int MinGluedLetters = 2;
    private const int MaxGluedLetters = 20;
    private const int MinGluedDigits = 8;

    public static bool TryMatch(TextToken token, out PiiMatch match)
    {
        match = default;
        if (token.Start > 0 && token.Text[token.Start - 1] is '/' or '$' or '+' or '#' or '@' or '%' or '\\')
        {
            return false;
        }

        Consider(token.Text, token.Start, ref match);
        int before = StartOfLettersBefore(token.Text, token.Start);
        if (before < token.Start)
        {
            Consider(token.Text, before, ref match);
        }

        int glued = StartOfGluedDigits(token.Value);
        if (glued > 0)
        {
            Consider(token.Text, token.Start + glued, ref match);
        }

        return match.Length > 0;
    }

    /// <summary>A word and its number may be written in one, as in "NPI1234567893".</summary>
    private static int StartOfGluedDigits(ReadOnlySpan<char> value)
    {
        int digit = value.IndexOfAnyInRange('0', '9');
        bool isGlued = digit is >= MinGluedLetters and <= MaxGluedLetters && value.Length - digit is >= MinGluedDigits and <= IdentifierRun.MaxLength;
        return isGlued && !value[..digit].ContainsAnyExcept(CharacterSets.Letters) ? digit : 0;
    }

    /// <summary>Some identifiers have one to five letters before a space and their digits.</summary>
    private static int StartOfLettersBefore(ReadOnlySpan<char> text, int start)
    {
        if (start < 2 || text[start - 1] is not (' ' or '-' or '.'))
        {
            return start;
        }

        int letters = start - 1;
        while (letters > 0 && start - letters <= MaxLettersBefore && char.IsAsciiLetterUpper(text[letters - 1]))
        {
            letters--;
        }

        return letters < start - 1 && (letters == 0 || !char.IsLetterOrDigit(text[letters - 1])) ? letters : start;
    }

    private static void Consider(ReadOnlySpan<char> text, int start, ref PiiMatch best)
    {
        var run = new IdentifierRun(text, start, stackalloc char[IdentifierRun.MaxLength]);
        for (int group = run.Count - 1; group >= 0; group--)
        {
            ReadOnlySpan<char> compact = run.Compact(group);
            foreach (IdentifierScheme scheme in IdentifierSchemes.OfLength(compact.Length))
            {
                bool isOurs = scheme.Category != IdentifierCategories.UsSsn && scheme.StartsWith(compact[0]);
                if (isOurs && scheme.IsValid(compact))
                {
                    Keep(new IdentifierContext(text, start, run.EndOf(group)), scheme, ref best);
                }
            }
        }
    }

    private static void Keep(IdentifierContext context, IdentifierScheme scheme, ref PiiMatch best)
    {
        double score = Score(context, scheme);
        if (score > best.Score)
        {
            best = new PiiMatch(scheme.Category, context.Start, context.End - context.Start, score);
        }
    }

    private static double Score(IdentifierContext context, IdentifierScheme scheme)
    {
        if (scheme.NamesItself || context.Names(scheme.Cues))
        {
            double score = scheme.HasCheckDigit ? CheckedScore : NamedScore;
            return WrittenForm.Fits(context.Written, scheme.Forms) ? score : score - OtherFormPenalty;
        }

        bool isTelling = scheme.IsStrong && scheme.HasCheckDigit && context.IsUpperCase && !context.IsShortNumber;
        return isTelling && WrittenForm.Fits(context.Written, scheme.Forms) ? StrongScore : 0;
    }
}
