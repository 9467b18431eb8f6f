namespace HybridInference.PrivacyEvaluation;

/// <summary>The scores of one file.</summary>
internal sealed record FileScore(LabelledFile File, IReadOnlyDictionary<string, TypeScore> Types, int FalseRows)
{
    /// <summary>The types that the detector finds; labels of other types are left out.</summary>
    private static readonly HashSet<string> KnownTypes =
    [
        PiiCategories.Secret, PiiCategories.Email, PiiCategories.Phone, PiiCategories.CreditCard, PiiCategories.Iban, PiiCategories.UsSsn,
        PiiCategories.Ip, PiiCategories.Mac, PiiCategories.Crypto, PiiCategories.Url, PiiCategories.NationalId, PiiCategories.TaxId,
        PiiCategories.MedicalId, PiiCategories.OrgId, PiiCategories.BankAccount, PiiCategories.Passport, PiiCategories.DriverLicense,
        PiiCategories.Vin, PiiCategories.DateOfBirth,
    ];

    /// <summary>The types that only an application's own choice of detectors finds.</summary>
    public static IReadOnlyList<string> OptInTypes => [PiiCategories.Address, PiiCategories.Person];

    /// <summary>All types together.</summary>
    public TypeScore Total
    {
        get
        {
            var total = new TypeScore();
            foreach (TypeScore score in Types.Values)
            {
                total.Add(score);
            }

            return total;
        }
    }

    public static FileScore Measure(LabelledFile file)
    {
        var types = new SortedDictionary<string, TypeScore>(StringComparer.Ordinal);
        int falseRows = 0;
        foreach (LabelledRow row in file.Rows)
        {
            var comparison = new RowComparison(row);
            comparison.Hit.ForEach(span => Of(types, span.Type).Hits++);
            comparison.Missed.Where(span => IsKnown(span.Type)).ToList().ForEach(span => Of(types, span.Type).Misses++);
            comparison.False.ForEach(match => Of(types, match.Category).FalseMatches++);
            falseRows += comparison.False.Count > 0 ? 1 : 0;
        }

        return new FileScore(file, types, falseRows);
    }

    /// <summary>Whether labels of a type count.</summary>
    public static bool IsKnown(string type) => KnownTypes.Contains(type) || (LabelledRow.Detector is CompositePiiDetector && OptInTypes.Contains(type));

    private static TypeScore Of(SortedDictionary<string, TypeScore> types, string type)
    {
        if (!types.TryGetValue(type, out TypeScore? score))
        {
            types.Add(type, score = new TypeScore());
        }

        return score;
    }
}
