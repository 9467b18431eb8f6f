using System.Collections.Frozen;

namespace HybridInference;

/// <summary>The names of the months, whole and short, in the languages whose words for birth the detector knows.</summary>
/// <remarks>Unicode CLDR, Gregorian calendar, formatting names.</remarks>
internal static class MonthNames
{
    private static readonly FrozenSet<string> All = string.Join('|',
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec",
        "januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|okt|dez",
        "janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre",
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
        "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre",
        "januari|februari|maart|mei|augustus|juni|juli",
        "janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro",
        "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
        "maj|marts|desember|tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta")
        .Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word is the name of a month.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => All.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
