namespace HybridInference;

/// <summary>The lengths of international bank account numbers.</summary>
/// <remarks>SWIFT IBAN Registry; countries that use the format without being in it: as their central banks publish it.</remarks>
internal static class IbanCountries
{
    public const int MaxLength = 33;

    private const string Lengths =
        "AD24AE23AL28AO25AT20AZ28BA20BE16BF28BG22BH22BI27BJ28BR29BY28CF27CG27CH21CI28CM27CR22CV25CY28CZ24DE22DJ27DK18DO28DZ26EE20EG29ES24FI18FK18"
        + "FO18FR27GA27GB22GE22GI23GL18GQ27GR27GT28GW25HN28HR21HU28IE22IL23IQ23IR26IS26IT27JO30KM27KW30KZ20LB28LC32LI21LT20LU20LV21LY25MA28MC27MD24"
        + "ME22MG27MK19ML28MN20MR27MT31MU30MZ25NE28NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SN28SO23ST25SV28TD27"
        + "TG28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static readonly byte[] ByCountry = Read();

    /// <summary>Returns the length for the two letters of a country, 0 when it has none.</summary>
    public static int LengthOf(char first, char second) => ByCountry[IndexOf(first, second)];

    private static int IndexOf(char first, char second) => ((char.ToUpperInvariant(first) - 'A') * 26) + char.ToUpperInvariant(second) - 'A';

    private static byte[] Read()
    {
        byte[] lengths = new byte[26 * 26];
        for (int i = 0; i < Lengths.Length; i += 4)
        {
            lengths[IndexOf(Lengths[i], Lengths[i + 1])] = byte.Parse(Lengths.AsSpan(i + 2, 2), System.Globalization.CultureInfo.InvariantCulture);
        }

        return lengths;
    }
}
