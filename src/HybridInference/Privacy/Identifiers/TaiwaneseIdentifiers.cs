namespace HybridInference;

/// <summary>Identifiers of Taiwan and Hong Kong.</summary>
internal static class TaiwaneseIdentifiers
{
    /// <summary>The letters in the order of their numbers, from 10 on.</summary>
    private const string TaiwaneseLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private const int BlankInHongKong = 36;

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("TW_ID", IdentifierCategories.NationalId, 10, 10, IsTaiwaneseId)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            Cues = ["身分證", "身份證", "統一編號", "居留證", "national id", "id card"],
        },
        new("HK_ID", IdentifierCategories.NationalId, 8, 9, IsHongKongId)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            Cues = ["hkid", "身份證", "身分證", "identity card", "id card"],
        },
    ];

    /// <summary>Taiwanese id: the letter's two digits and the others with weights 1, 9 to 1 and 1, modulo 10 (Ministry of the Interior).</summary>
    public static bool IsTaiwaneseId(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "addddddddd") || compact[1] is not ('1' or '2' or '8' or '9'))
        {
            return false;
        }

        int letter = TaiwaneseLetters.IndexOf(Compact.Upper(compact[0])) + 10;
        return ((letter / 10) + (letter % 10 * 9) + CheckDigits.WeightedSum(compact[1..], [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 == 0;
    }

    /// <summary>Hong Kong id: letters as 10 to 35, a missing one as 36, weights 9 to 1, modulo 11, ten written as A (Immigration Department).</summary>
    public static bool IsHongKongId(ReadOnlySpan<char> compact)
    {
        bool hasTwoLetters = Compact.HasShape(compact, "aaddddddx");
        if ((!hasTwoLetters && !Compact.HasShape(compact, "addddddx")) || Compact.Value(compact[^1]) > 10)
        {
            return false;
        }

        int first = hasTwoLetters ? Compact.Value(compact[0]) : BlankInHongKong;
        return ((first * 9) + CheckDigits.WeightedSum(hasTwoLetters ? compact[1..] : compact, [8, 7, 6, 5, 4, 3, 2, 1])) % 11 == 0;
    }
}
