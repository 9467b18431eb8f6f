using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Every identifier scheme that the detector knows.</summary>
internal static class IdentifierSchemes
{
    private static readonly IdentifierScheme[] Every =
    [
        .. AfricanMiddleEasternIdentifiers.Schemes,
        .. AmericanIdentifiers.Schemes,
        .. AustralianIdentifiers.Schemes,
        .. BalkanIdentifiers.Schemes,
        .. BeneluxIdentifiers.Schemes,
        .. BritishIdentifiers.Schemes,
        .. CanadianIdentifiers.Schemes,
        .. CentralEuropeanIdentifiers.Schemes,
        .. DrivingLicences.Schemes,
        .. EastAsianIdentifiers.Schemes,
        .. EuropeanIdentifiers.Schemes,
        .. FrenchIdentifiers.Schemes,
        .. GermanIdentifiers.Schemes,
        .. IndianIdentifiers.Schemes,
        .. IrishIdentifiers.Schemes,
        .. ItalianIdentifiers.Schemes,
        .. MexicanIdentifiers.Schemes,
        .. NordicIdentifiers.Schemes,
        .. PolishIdentifiers.Schemes,
        .. PortugueseIdentifiers.Schemes,
        .. SouthAmericanIdentifiers.Schemes,
        .. SoutheastAsianIdentifiers.Schemes,
        .. SpanishIdentifiers.Schemes,
        .. SwedishIdentifiers.Schemes,
        .. TaiwaneseIdentifiers.Schemes,
        .. TravelDocuments.Schemes,
        .. TurkishIdentifiers.Schemes,
    ];

    private static readonly SchemeSet[] ByLength = GroupByLength();
    private static readonly SchemeSet WithDigitFirst = SetOf(scheme => scheme.Start != IdentifierStart.Letter);
    private static readonly SchemeSet WithLetterFirst = SetOf(scheme => scheme.Start != IdentifierStart.Digit);

    /// <summary>The schemes that are reported without a word beside the identifier.</summary>
    public static readonly SchemeSet Strong = SetOf(scheme => scheme.IsStrong && scheme.HasCheckDigit);

    /// <summary>The schemes with <see cref="IdentifierScheme.OutnumbersBooks"/>.</summary>
    public static readonly SchemeSet OutnumberingBooks = SetOf(scheme => scheme.OutnumbersBooks);

    /// <summary>The schemes whose numbers name themselves.</summary>
    public static readonly SchemeSet SelfNamed = SetOf(scheme => scheme.OwnName is not null);

    private static readonly string[] OwnNames = [.. Every.Select(scheme => scheme.OwnName).OfType<string>().Distinct()];

    /// <summary>The length of the shortest compact form.</summary>
    public static readonly int MinLength = Every.Min(scheme => scheme.MinLength);

    private static readonly SchemeSet Shortest = OfLength(MinLength) & WithDigitFirst;

    /// <summary>The length of the shortest compact form that is reported without a word beside it.</summary>
    public static readonly int ShortestStrong = Every.Where(scheme => scheme.IsStrong && scheme.HasCheckDigit).Min(scheme => scheme.MinLength);

    /// <summary>The schemes but that of the United States' social security, whose numbers have a matcher of their own.</summary>
    public static readonly SchemeSet Matched = SetOf(scheme => scheme.Category != IdentifierCategories.UsSsn);

    /// <summary>All schemes, by country.</summary>
    public static IReadOnlyList<IdentifierScheme> All => Every;

    /// <summary>The length of the longest compact form.</summary>
    public static int MaxLength => ByLength.Length - 1;

    /// <summary>The scheme at a place among <see cref="All"/>.</summary>
    public static IdentifierScheme At(int index) => Every[index];

    /// <summary>The schemes whose compact form can have a length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SchemeSet OfLength(int length) => (uint)length < (uint)ByLength.Length ? ByLength[length] : default;

    /// <summary>The schemes whose compact form can have a length and start with a character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SchemeSet Fitting(int length, char first) => OfLength(length) & (char.IsAsciiDigit(first) ? WithDigitFirst : WithLetterFirst);

    /// <summary>Whether digits alone are an identifier of the shortest kinds.</summary>
    public static bool IsShortNumber(ReadOnlySpan<char> digits)
    {
        SchemeSet schemes = Shortest;
        for (int index = schemes.Next(0); index >= 0; index = schemes.Next(index + 1))
        {
            if (At(index).IsValid(digits))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a number of <see cref="SelfNamed"/> may stand at a place.</summary>
    public static bool MayNameItself(ReadOnlySpan<char> text, int start)
    {
        foreach (string name in OwnNames)
        {
            if (text[start..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words of all schemes, each once.</summary>
    public static IEnumerable<SchemeCue> Cues() =>
        Every.SelectMany((scheme, index) => scheme.Cues.Select(word => (Word: word, Set: SchemeSet.Of(index))))
            .GroupBy(cue => cue.Word, cue => cue.Set, (word, sets) => new SchemeCue(word, sets.Aggregate((left, right) => left | right)));

    private static SchemeSet[] GroupByLength() =>
        [.. Enumerable.Range(0, Every.Max(scheme => scheme.MaxLength) + 1)
            .Select(length => SetOf(scheme => length >= scheme.MinLength && length <= scheme.MaxLength))];

    private static SchemeSet SetOf(Func<IdentifierScheme, bool> isMember) =>
        Every.Index().Where(entry => isMember(entry.Item)).Aggregate(default(SchemeSet), (set, entry) => set | SchemeSet.Of(entry.Index));
}
