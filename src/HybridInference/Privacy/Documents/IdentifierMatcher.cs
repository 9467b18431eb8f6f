using System.Runtime.CompilerServices;

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

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        if (IsTooShort(token) || token.Start > 0 && token.Text[token.Start - 1] is '/' or '$' or '+' or '#' or '@' or '%' or '\\'
            || YearRange.IsAtStart(token.Text[token.Start..]))
        {
            return false;
        }

        Consider(token, token.Start, ref match);
        int before = StartOfLettersBefore(token.Text, token.Start);
        if (before < token.Start)
        {
            Consider(token, before, ref match);
        }

        int glued = StartOfGluedDigits(token.Value);
        if (glued > 0)
        {
            Consider(token, token.Start + glued, ref match);
        }

        return match.Length > 0;
    }

    /// <summary>Whether a few characters are all that there is: the parts of a time, a port, a count.</summary>
    private static bool IsTooShort(in TextToken token) =>
        token.End - token.Start < IdentifierSchemes.MinLength && !IdentifierRun.GoesOn(token.Text, token.End)
        && !(token.Start > 1 && char.IsAsciiLetterUpper(token.Text[token.Start - 2]));

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

    [SkipLocalsInit]
    private static void Consider(in TextToken token, int start, ref PiiMatch best)
    {
        bool isNamed = token.HasSchemesAround(start, start + IdentifierRun.MaxWritten) || IdentifierSchemes.MayNameItself(token.Text, start);
        if (isNamed || IdentifierRun.HasUpperCase(token.Text, start, IdentifierSchemes.ShortestStrong))
        {
            var run = new IdentifierRun(token.Text, start, isUpperCase: !isNamed, stackalloc char[IdentifierRun.MaxLength]);
            ConsiderGroups(token, run, isNamed, isNamed ? IdentifierSchemes.Matched : IdentifierSchemes.Strong, ref best);
        }
    }

    private static void ConsiderGroups(in TextToken token, in IdentifierRun run, bool isNamed, SchemeSet schemes, ref PiiMatch best)
    {
        for (int group = run.Count - 1; group >= 0; group--)
        {
            ReadOnlySpan<char> compact = run.Compact(group);
            SchemeSet fitting = schemes & IdentifierSchemes.Fitting(compact.Length, compact[0]);
            if (!fitting.IsEmpty)
            {
                var context = new IdentifierContext(token.Text, run.Start, run.EndOf(group));
                SchemeSet named = isNamed ? fitting & (token.SchemesAround(run.Start, context.End) | IdentifierSchemes.SelfNamed) : default;
                Consider(context, compact, named, named | Unnamed(context, fitting), ref best);
            }
        }
    }

    /// <summary>The schemes that would have a score without a word beside the identifier.</summary>
    private static SchemeSet Unnamed(in IdentifierContext context, SchemeSet fitting)
    {
        SchemeSet strong = fitting & IdentifierSchemes.Strong;
        return !strong.IsEmpty && context.IsUpperCase && !context.IsShortNumber ? strong : default;
    }

    private static void Consider(in IdentifierContext context, ReadOnlySpan<char> compact, SchemeSet named, SchemeSet schemes, ref PiiMatch best)
    {
        for (int index = schemes.Next(0); index >= 0; index = schemes.Next(index + 1))
        {
            IdentifierScheme scheme = IdentifierSchemes.At(index);
            bool mayBe = scheme.HasCheckDigit || !context.IsWrapped;
            double score = mayBe && scheme.IsValid(compact) ? Score(context, scheme, named.Contains(index)) : 0;
            if (score > best.Score)
            {
                best = new PiiMatch(scheme.Category, context.Start, context.End - context.Start, score);
            }
        }
    }

    private static double Score(in IdentifierContext context, IdentifierScheme scheme, bool isNamed)
    {
        if (isNamed)
        {
            double score = scheme.HasCheckDigit ? CheckedScore : NamedScore;
            return WrittenForm.Fits(context.Written, scheme.Forms) ? score : score - OtherFormPenalty;
        }

        bool isTelling = scheme.IsStrong && scheme.HasCheckDigit && context.IsUpperCase && !context.IsShortNumber;
        return isTelling && WrittenForm.Fits(context.Written, scheme.Forms) ? StrongScore : 0;
    }
}
