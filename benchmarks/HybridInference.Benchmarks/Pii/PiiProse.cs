using System.Text;

namespace HybridInference.Benchmarks;

/// <summary>Sentences that nobody wrote: common words as often as in prose, with the numbers and dashes that prose has.</summary>
internal static class PiiProse
{
    private static readonly string[] Words = (
        "the of and to a in that it was he for on with as his at had is not be but they by him from you she which this have were all her one my an "
        + "so there been their or we when me who no would up them what said if out some could will do man time into then very about than any over see "
        + "only more like now its great old little made before well house must upon day way such long after first never again know same come day "
        + "people place morning letter without himself through light water looked always three world against left another night head room began "
        + "window country nothing thought street garden winter summer evening journey captain mountain river company question answer understand "
        + "everything remember afternoon certainly together business different difficult interesting conversation yesterday important government "
        + "account call contact card order number social house-keeper well-known half-past so-called twenty-one grown-up").Split(' ');

    /// <summary>Writes sentences up to a length.</summary>
    /// <param name="length">The number of characters.</param>
    /// <param name="isTypographic">Whether quotation marks, apostrophes and dashes are those of a printed book.</param>
    /// <returns>The text, the same at each call.</returns>
    public static string Write(int length, bool isTypographic = false)
    {
        var random = new Random(1);
        var text = new StringBuilder(length + 400);
        while (text.Length < length)
        {
            WriteSentence(text, random, isTypographic);
        }

        return text.ToString(0, length);
    }

    public static void WriteSentence(StringBuilder text, Random random, bool isTypographic = false)
    {
        bool isSpeech = random.Next(8) == 0;
        int count = random.Next(4, 26);
        int start = text.Length;
        text.Append(isSpeech ? isTypographic ? "\u201C" : "\"" : "");
        int first = text.Length;
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : Separator(random, isTypographic)).Append(Word(random, isTypographic));
        }

        text[first] = char.ToUpperInvariant(text[first]);
        text.Append(".....?!"[random.Next(7)]).Append(isSpeech ? isTypographic ? "\u201D" : "\"" : "");
        text.Append(text.Length - start > 150 && random.Next(3) == 0 ? "\n\n" : " ");
    }

    private static string Separator(Random random, bool isTypographic) => random.Next(40) switch
    {
        < 3 => ", ",
        3 => "; ",
        4 => isTypographic ? " \u2013 " : " - ",
        _ => " ",
    };

    /// <summary>Short words are common, long ones rare, numbers rarer still.</summary>
    private static string Word(Random random, bool isTypographic) => random.Next(150) switch
    {
        0 => random.Next(1700, 2030).ToString(System.Globalization.CultureInfo.InvariantCulture),
        1 => random.Next(2, 500).ToString(System.Globalization.CultureInfo.InvariantCulture),
        2 => isTypographic ? "it\u2019s" : "it's",
        _ => Words[(int)(Words.Length * random.NextDouble() * random.NextDouble())],
    };
}
