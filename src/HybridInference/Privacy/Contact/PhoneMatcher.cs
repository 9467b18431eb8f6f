namespace HybridInference;

/// <summary>Matches telephone numbers: international ones by their '+', national ones by how they are written or by a word beside them.</summary>
/// <remarks>Lengths: ITU-T E.164; notations: ITU-T E.123 and the North American Numbering Plan (ATIS-0300119).</remarks>
internal static class PhoneMatcher
{
    private const double InternationalScore = 0.8;
    private const double NamedScore = 0.75;
    private const double ShapeScore = 0.55;
    private const double AloneScore = 0.35;

    public static bool TryMatch(NumberRun number, PhoneNumberText written, CueWindow cues, out PiiMatch match)
    {
        match = default;
        if (written.Digits is < 7 or > 17 || IsPartOfSomething(number.Text, written))
        {
            return false;
        }

        double score = Score(number, written, cues);
        match = new PiiMatch(PiiCategories.Phone, written.Start, written.End - written.Start, score);
        return score > 0;
    }

    private static double Score(NumberRun number, PhoneNumberText written, CueWindow cues)
    {
        if (written.IsInternational)
        {
            return written.Digits >= 8 ? InternationalScore : 0;
        }

        bool isDate = DateShape.IsDateOrTime(number);
        if (cues.Names(Cue.Phone) && !isDate)
        {
            return NamedScore;
        }

        if (isDate || cues.Names(~(Cue.Phone | Cue.None)))
        {
            return 0;
        }

        return PhoneShapes.IsNorthAmerican(number, written) ? ShapeScore : cues.IsAlone && PhoneShapes.IsNational(number) ? AloneScore : 0;
    }

    private static bool IsPartOfSomething(ReadOnlySpan<char> text, PhoneNumberText written)
    {
        char before = written.Start > 0 ? text[written.Start - 1] : ' ';
        char after = written.End < text.Length ? text[written.End] : ' ';
        return char.IsAsciiLetterOrDigit(before) || before is '.' or '-' or '/' or '$' or '_' or '=' or '#' or '*'
            || char.IsAsciiLetterOrDigit(after) || after is '%' or '_' or '=' or '*';
    }
}
