namespace HybridInference;

/// <summary>Identifiers that the states of the European Union write in one way.</summary>
internal static class EuropeanIdentifiers
{
    /// <summary>Per state, its letters and what follows them: <c>d</c> a digit, <c>a</c> a letter, <c>x</c> either, anything else itself.</summary>
    private static readonly string[] VatShapes =
    [
        "ATUdddddddd", "BE0ddddddddd", "BE1ddddddddd", "BGddddddddd", "BGdddddddddd", "CYdddddddda", "CZdddddddd", "CZddddddddd", "CZdddddddddd",
        "DEddddddddd", "DKdddddddd", "EEddddddddd", "ELddddddddd", "ESxdddddddx", "FIdddddddd", "FRxxddddddddd", "HRddddddddddd", "HUdddddddd",
        "IEdddddddaa", "IEddddddda", "ITddddddddddd", "LTddddddddd", "LTdddddddddddd", "LUdddddddd", "LVddddddddddd", "MTdddddddd", "NLdddddddddBdd",
        "PLdddddddddd", "PTddddddddd", "ROdddddddd", "SEdddddddddd01", "SIdddddddd", "SKdddddddddd", "XIddddddddd",
    ];

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("EU_VAT", IdentifierCategories.TaxId, 10, 14, IsVatShape)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["vat", "ust-id", "ust", "umsatzsteuer", "tva", "btw", "p.iva", "moms", "dič", "alv"],
        },
        new("EU_EHIC", IdentifierCategories.MedicalId, 20, 20, IsHealthInsuranceCard)
        {
            HasCheckDigit = false,
            Odds = 3000,
            Cues = ["ehic", "health insurance card", "tessera sanitaria", "assurance maladie", "krankenversicherungskarte", "tarjeta sanitaria"],
        },
    ];

    /// <summary>VAT number of any state, with its letters (European Commission, VIES, "VAT number structure"). The schemes of a state check its digits.</summary>
    public static bool IsVatShape(ReadOnlySpan<char> compact)
    {
        foreach (string shape in VatShapes)
        {
            if (Compact.HasShape(compact, shape))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>European health insurance card: 80, the state by ISO 3166-1 numeric, fifteen digits (Decision S2 of the Administrative Commission; ISO/IEC 7812).</summary>
    public static bool IsHealthInsuranceCard(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 20) && compact.StartsWith("80") && IsMember(Compact.Number(compact[2..5])) && !Compact.IsUniform(compact[5..]);

    private static bool IsMember(int state) => state switch
    {
        40 or 56 or 100 or 191 or 196 or 203 or 208 or 233 or 246 or 250 or 276 or 300 or 348 or 352 or 372 or 380 or 428 or 438 or 440 or 442 => true,
        470 or 528 or 578 or 616 or 620 or 642 or 703 or 705 or 724 or 752 or 756 or 826 => true,
        _ => false,
    };
}
