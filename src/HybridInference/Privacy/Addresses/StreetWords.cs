using System.Collections.Frozen;

namespace HybridInference;

/// <summary>The words that make a street of a name, and those of its units, by where they stand.</summary>
/// <remarks>USPS Publication 28, appendix C, for English; DIN 5008, La Poste (NF Z10-011), Correos, Poste Italiane, PostNL and Poczta Polska for the others.</remarks>
internal static class StreetWords
{
    private const int MinStem = 2;

    /// <summary>After the name, the house number in front: "12 Main Street".</summary>
    private static readonly FrozenSet<string> AfterName = Set(
        "street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|way|court|ct|place|pl|terrace|ter|circle|cir|square|sq|parkway|pkwy|highway|hwy|close|crescent|cres|row|grove|gardens|mews|hill|walk|alley|trail|trl|plaza|"
        + "loop|extension|extensions|gate|green|rise|vale|view|quay|wharf|esplanade|parade|turnpike|expressway|junction|crossing");

    /// <summary>Before the name, the house number after it or in front: "Rue Gafsa 12", "12 rue Gafsa", "ul. Miła 53".</summary>
    private static readonly FrozenSet<string> BeforeName = Set(
        "rue|avenue|boulevard|place|chemin|allée|allee|impasse|quai|route|cours|square|villa|calle|avenida|avda|plaza|paseo|camino|carrera|carretera|ronda|travesía|via|viale|piazza|piazzale|corso|vicolo|largo|strada|contrada|rua|"
        + "travessa|praça|praca|estrada|alameda|ul|ulica|al|aleja|aleje|pl|plac|os|osiedle|ulice|náměstí|utca|strasse|straße|am|an|auf|im|zum|zur|unter|c/|av");

    /// <summary>At the end of the name itself: "Hauptstraße 5", "Brixtonlaan 380".</summary>
    private static readonly string[] Endings =
    [
        "straße", "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "ufer", "damm", "steig", "laan", "straat", "plein", "kade", "gracht", "dijk", "singel", "dreef", "gata", "gatan", "gate", "vägen", "vegen",
        "vej", "gade", "stræti", "braut", "stígur", "katu", "tie", "kuja", "polku", "tänav", "útja", "gaten", "veien",
    ];

    private static readonly FrozenSet<string> HungarianAfterName = Set("út|útja|utca|utcája|tér|tere|tänav|tee|mnt|iela|gatvė|gata|gate|vei|veg|väg|vägen|katu|tie|plads|plein|straat|weg|platz|allee|straße|strasse");

    private static readonly FrozenSet<string> Units = Set("apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|box|lot|appartement|appt|bis|étage|piso|interno|scala|m|lok|wohnung|whg");

    public static bool IsAfterName(ReadOnlySpan<char> word) => Has(AfterName, word);

    public static bool IsBeforeName(ReadOnlySpan<char> word) => Has(BeforeName, word);

    public static bool IsUnit(ReadOnlySpan<char> word) => Has(Units, word);

    /// <summary>Whether a word makes a street of the name that it ends or follows, with the house number behind.</summary>
    public static bool PrecedesNumber(ReadOnlySpan<char> word)
    {
        if (Has(HungarianAfterName, word))
        {
            return true;
        }

        foreach (string ending in Endings)
        {
            if (word.Length >= ending.Length + MinStem && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
