namespace HybridInference;

/// <summary>Identifiers of Italy.</summary>
internal static class ItalianIdentifiers
{
    /// <summary>The values of A to Z in odd places; 0 counts as A, 9 as J.</summary>
    private static ReadOnlySpan<byte> OddValues => [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("IT_FISCAL_CODE", IdentifierCategories.NationalId, 16, 16, IsFiscalCode)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["codice fiscale", "cod. fisc", "c.f.", "fiscal code", "tessera sanitaria"],
        },
        new("IT_FISCAL_CODE_SHAPE", IdentifierCategories.NationalId, 16, 16, IsFiscalCodeShape)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            HasCheckDigit = false,
            Cues = ["codice fiscale", "cod. fisc", "c.f.", "fiscal code", "tessera sanitaria"],
        },
        new("IT_VAT_CODE", IdentifierCategories.TaxId, 11, 13, IsVatCode)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Cues = ["partita iva", "p.iva", "p. iva", "piva", "iva", "vat"],
        },
        new("IT_IDENTITY_CARD", IdentifierCategories.NationalId, 9, 9, IsIdentityCard)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["carta d'identità", "carta d'identita", "carta di identità", "identità", "identita", "cie", "identity card"],
        },
    ];

    /// <summary>Fiscal code: name, date, place and a letter modulo 26; letters may replace digits of namesakes (D.M. 23/12/1976).</summary>
    public static bool IsFiscalCode(ReadOnlySpan<char> compact) => IsFiscalCodeShape(compact) && HasLetter(compact);

    /// <summary>A fiscal code with any last letter: its letters, date and place are rare by themselves.</summary>
    public static bool IsFiscalCodeShape(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "aaaaaaxxaxxaxxxa") && HasDate(compact) && HasDigits(compact[12..15]);

    /// <summary>VAT code: Luhn; digits eight to ten are the issuing office (D.P.R. 633/1972, art. 35).</summary>
    public static bool IsVatCode(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = Compact.HasShape(compact, "ITddddddddddd") ? compact[2..] : compact;
        if (!Compact.IsDigits(digits, 11) || digits.StartsWith("0000000"))
        {
            return false;
        }

        int office = Compact.Number(digits[7..10]);
        return office is (>= 1 and <= 100) or 120 or 121 or 888 or 999 && CheckDigits.IsLuhn(digits);
    }

    /// <summary>Identity card: two letters and seven digits on paper, or the electronic card's two shapes (Ministero dell'Interno).</summary>
    public static bool IsIdentityCard(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "aaddddddd") || Compact.HasShape(compact, "aadddddaa") || Compact.HasShape(compact, "dddddddaa");

    private static bool HasDate(ReadOnlySpan<char> compact)
    {
        int year = Digits(compact[6..8]);
        int month = "ABCDEHLMPRST".IndexOf(Compact.Upper(compact[8])) + 1;
        int day = Digits(compact[9..11]);
        return year >= 0 && day >= 0 && BirthDate.ExistsInSomeCentury(year, month, day > 40 ? day - 40 : day);
    }

    private static bool HasDigits(ReadOnlySpan<char> characters) => Digits(characters) >= 0;

    /// <summary>Reads digits of which letters may replace some, L for 0 to V for 9; -1 for other letters.</summary>
    private static int Digits(ReadOnlySpan<char> characters)
    {
        int number = 0;
        foreach (char character in characters)
        {
            int digit = char.IsAsciiDigit(character) ? character - '0' : "LMNPQRSTUV".IndexOf(Compact.Upper(character));
            if (digit < 0)
            {
                return -1;
            }

            number = (number * 10) + digit;
        }

        return number;
    }

    private static bool HasLetter(ReadOnlySpan<char> compact)
    {
        int sum = 0;
        for (int i = 0; i < 15; i++)
        {
            int value = Compact.Value(compact[i]);
            int place = value < 10 ? value : value - 10;
            sum += i % 2 == 0 ? OddValues[place] : place;
        }

        return sum % 26 == Compact.Value(compact[15]) - 10;
    }
}
