namespace HybridInference.LocalModels.Tokenization;

/// <summary>Translates the properties of characters that patterns name, as the inside of a character class.</summary>
internal static class PatternProperties
{
    private const string WordCategories = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}";

    // Letters in circles and squares, which are symbols all the same.
    private static readonly CodePointRange[] WordSymbols = [new(0x24B6, 0x24E9), new(0x1F130, 0x1F149), new(0x1F150, 0x1F169), new(0x1F170, 0x1F189)];

    // Oniguruma takes these for parts of words, but not inside of a character class.
    private static readonly CodePointRange[] WordNumbers = [new(0xB2, 0xB3), new(0xB9, 0xB9), new(0xBC, 0xBE)];

    // Unicode's categories by their long names; the short ones stand for themselves.
    private const string CategoryNames =
        "Letter=L UppercaseLetter=Lu LowercaseLetter=Ll TitlecaseLetter=Lt ModifierLetter=Lm OtherLetter=Lo "
        + "Mark=M NonspacingMark=Mn SpacingMark=Mc EnclosingMark=Me Number=N DecimalNumber=Nd Digit=Nd LetterNumber=Nl OtherNumber=No "
        + "Punctuation=P Punct=P ConnectorPunctuation=Pc DashPunctuation=Pd OpenPunctuation=Ps ClosePunctuation=Pe "
        + "InitialPunctuation=Pi FinalPunctuation=Pf OtherPunctuation=Po Symbol=S MathSymbol=Sm CurrencySymbol=Sc ModifierSymbol=Sk "
        + "OtherSymbol=So Separator=Z SpaceSeparator=Zs LineSeparator=Zl ParagraphSeparator=Zp Other=C Control=Cc Cntrl=Cc Format=Cf "
        + "Unassigned=Cn PrivateUse=Co";

    private static readonly Dictionary<string, string> Members = CreateMembers();

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
        string members = Members.GetValueOrDefault(plain)
            ?? (plain.Equals("word", StringComparison.OrdinalIgnoreCase) ? Word(characters) : null)
            ?? (UnicodeScripts.Find(plain.ToLowerInvariant()) is { } script ? characters.Write(script) : null)
            ?? throw new ArgumentException($"the property '{name}' is not known.");
        return isNegated ? $"[^{members}]" : members;
    }

    private static Dictionary<string, string> CreateMembers()
    {
        Dictionary<string, string> members = new(StringComparer.OrdinalIgnoreCase)
        {
            ["LC"] = @"\p{Lu}\p{Ll}\p{Lt}",
            ["Space"] = @"\s",
            ["WhiteSpace"] = @"\s",
            ["Blank"] = @"\t\p{Zs}",
            ["XDigit"] = "0-9A-Fa-f",
            ["ASCII"] = @"\u0000-\u007F",
            ["Any"] = @"\s\S",
        };
        foreach (string[] pair in CategoryNames.Split(' ').Select(pair => pair.Split('=')))
        {
            members[pair[0]] = $@"\p{{{pair[1]}}}";
            members[pair[1]] = $@"\p{{{pair[1]}}}";
        }

        return members;
    }
}
