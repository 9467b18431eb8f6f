namespace HybridInference.LocalModels.Tokenization;

/// <summary>Translates the properties of characters that patterns name, as the inside of a character class.</summary>
internal static class PatternProperties
{
    private const string WordCategories = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}";

    // Letters in circles and squares, which are symbols all the same.
    private static readonly CodePointRange[] WordSymbols = [new(0x24B6, 0x24E9), new(0x1F130, 0x1F149), new(0x1F150, 0x1F169), new(0x1F170, 0x1F189)];

    // Oniguruma takes these for parts of words, but not inside of a character class.
    private static readonly CodePointRange[] WordNumbers = [new(0xB2, 0xB3), new(0xB9, 0xB9), new(0xBC, 0xBE)];

    private static readonly Dictionary<string, string> Categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["L"] = @"\p{L}", ["Lu"] = @"\p{Lu}", ["Ll"] = @"\p{Ll}", ["Lt"] = @"\p{Lt}", ["Lm"] = @"\p{Lm}", ["Lo"] = @"\p{Lo}",
        ["M"] = @"\p{M}", ["Mn"] = @"\p{Mn}", ["Mc"] = @"\p{Mc}", ["Me"] = @"\p{Me}", ["LC"] = @"\p{Lu}\p{Ll}\p{Lt}",
        ["N"] = @"\p{N}", ["Nd"] = @"\p{Nd}", ["Nl"] = @"\p{Nl}", ["No"] = @"\p{No}",
        ["P"] = @"\p{P}", ["Pc"] = @"\p{Pc}", ["Pd"] = @"\p{Pd}", ["Ps"] = @"\p{Ps}", ["Pe"] = @"\p{Pe}", ["Pi"] = @"\p{Pi}", ["Pf"] = @"\p{Pf}", ["Po"] = @"\p{Po}",
        ["S"] = @"\p{S}", ["Sm"] = @"\p{Sm}", ["Sc"] = @"\p{Sc}", ["Sk"] = @"\p{Sk}", ["So"] = @"\p{So}",
        ["Z"] = @"\p{Z}", ["Zs"] = @"\p{Zs}", ["Zl"] = @"\p{Zl}", ["Zp"] = @"\p{Zp}",
        ["C"] = @"\p{C}", ["Cc"] = @"\p{Cc}", ["Cf"] = @"\p{Cf}", ["Cn"] = @"\p{Cn}", ["Co"] = @"\p{Co}",
        ["Letter"] = @"\p{L}", ["UppercaseLetter"] = @"\p{Lu}", ["LowercaseLetter"] = @"\p{Ll}", ["TitlecaseLetter"] = @"\p{Lt}",
        ["ModifierLetter"] = @"\p{Lm}", ["OtherLetter"] = @"\p{Lo}", ["Mark"] = @"\p{M}", ["NonspacingMark"] = @"\p{Mn}",
        ["SpacingMark"] = @"\p{Mc}", ["EnclosingMark"] = @"\p{Me}", ["Number"] = @"\p{N}", ["DecimalNumber"] = @"\p{Nd}", ["Digit"] = @"\p{Nd}",
        ["LetterNumber"] = @"\p{Nl}", ["OtherNumber"] = @"\p{No}", ["Punct"] = @"\p{P}", ["Punctuation"] = @"\p{P}",
        ["ConnectorPunctuation"] = @"\p{Pc}", ["DashPunctuation"] = @"\p{Pd}", ["OpenPunctuation"] = @"\p{Ps}",
        ["ClosePunctuation"] = @"\p{Pe}", ["InitialPunctuation"] = @"\p{Pi}", ["FinalPunctuation"] = @"\p{Pf}",
        ["OtherPunctuation"] = @"\p{Po}", ["Symbol"] = @"\p{S}", ["MathSymbol"] = @"\p{Sm}", ["CurrencySymbol"] = @"\p{Sc}",
        ["ModifierSymbol"] = @"\p{Sk}", ["OtherSymbol"] = @"\p{So}", ["Separator"] = @"\p{Z}", ["SpaceSeparator"] = @"\p{Zs}",
        ["LineSeparator"] = @"\p{Zl}", ["ParagraphSeparator"] = @"\p{Zp}", ["Control"] = @"\p{Cc}", ["Cntrl"] = @"\p{Cc}",
        ["Format"] = @"\p{Cf}", ["Unassigned"] = @"\p{Cn}", ["PrivateUse"] = @"\p{Co}",
        ["Space"] = @"\s", ["WhiteSpace"] = @"\s", ["Blank"] = @"\t\p{Zs}", ["XDigit"] = "0-9A-Fa-f", ["ASCII"] = @"\u0000-\u007F", ["Any"] = @"\s\S",
    };

    /// <summary>Gets the characters of words, within a class.</summary>
    public static string Word(NamedCharacters characters) => WordCategories + characters.Write(WordSymbols);

    /// <summary>Gets the characters of words, outside of a class.</summary>
    public static string WordOutside(NamedCharacters characters) => Word(characters) + characters.Write(WordNumbers);

    /// <summary>Gets the members of <c>[:name:]</c>, among which punctuation includes symbols.</summary>
    public static string Bracket(string name, bool isNegated, NamedCharacters characters)
    {
        bool isPunctuation = name.Equals("punct", StringComparison.OrdinalIgnoreCase);
        return isPunctuation ? isNegated ? @"[^\p{P}\p{S}]" : @"\p{P}\p{S}" : Property(name, isNegated, characters);
    }

    /// <summary>Gets the members of a property, a category or a script; negated, they are a class in brackets.</summary>
    /// <exception cref="ArgumentException">The property is not known.</exception>
    public static string Property(string name, bool isNegated, NamedCharacters characters)
    {
        string plain = name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        string members = Categories.GetValueOrDefault(plain)
            ?? (plain.Equals("word", StringComparison.OrdinalIgnoreCase) ? Word(characters) : null)
            ?? (UnicodeScripts.Find(plain.ToLowerInvariant()) is { } script ? characters.Write(script) : null)
            ?? throw new ArgumentException($"the property '{name}' is not known.");
        return isNegated ? $"[^{members}]" : members;
    }
}
