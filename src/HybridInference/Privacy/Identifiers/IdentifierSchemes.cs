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

    private static readonly IdentifierScheme[][] ByLength = GroupByLength();

    /// <summary>All schemes, by country.</summary>
    public static IReadOnlyList<IdentifierScheme> All => Every;

    /// <summary>The length of the longest compact form.</summary>
    public static int MaxLength => ByLength.Length - 1;

    /// <summary>The schemes whose compact form can have a length.</summary>
    public static ReadOnlySpan<IdentifierScheme> OfLength(int length) => (uint)length < (uint)ByLength.Length ? ByLength[length] : [];

    private static IdentifierScheme[][] GroupByLength()
    {
        var groups = new IdentifierScheme[Every.Max(scheme => scheme.MaxLength) + 1][];
        for (int length = 0; length < groups.Length; length++)
        {
            groups[length] = [.. Every.Where(scheme => length >= scheme.MinLength && length <= scheme.MaxLength)];
        }

        return groups;
    }
}
