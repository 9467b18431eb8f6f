using System.IO.Compression;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// Unicode's normalization tables. The .NET ones are not used: with invariant globalization, which is common in containers,
/// <c>string.Normalize</c> changes nothing.
/// </summary>
internal sealed class NormalizationTables
{
    private static readonly Lazy<NormalizationTables> Loaded = new(() => new NormalizationTables());

    private readonly Dictionary<int, int[]> _canonical;
    private readonly Dictionary<int, int[]> _compatible;
    private readonly Dictionary<int, int> _classes;
    private readonly Dictionary<long, int> _compositions;

    private NormalizationTables()
    {
        using MemoryStream compressed = new(Convert.FromBase64String(NormalizationData.Base64));
        using DeflateStream data = new(compressed, CompressionMode.Decompress);
        _canonical = ReadMapping(data);
        _compatible = ReadMapping(data);
        _classes = ReadNumbers(data);
        Dictionary<int, int> exclusions = ReadNumbers(data);
        _compositions = _canonical
            .Where(entry => entry.Value.Length == 2 && !exclusions.ContainsKey(entry.Key))
            .ToDictionary(entry => Key(entry.Value[0], entry.Value[1]), entry => entry.Key);
    }

    /// <summary>Gets the tables.</summary>
    public static NormalizationTables Instance => Loaded.Value;

    /// <summary>Gets what a code point decomposes into, one step.</summary>
    public int[]? Decompose(int codePoint, bool isCompatible) =>
        _canonical.GetValueOrDefault(codePoint) ?? (isCompatible ? _compatible.GetValueOrDefault(codePoint) : null);

    /// <summary>Gets the canonical combining class of a code point.</summary>
    public int CombiningClass(int codePoint) => _classes.GetValueOrDefault(codePoint);

    /// <summary>Gets the code point that two compose into.</summary>
    public bool TryCompose(int first, int second, out int composed) => _compositions.TryGetValue(Key(first, second), out composed);

    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;

    private static Dictionary<int, int[]> ReadMapping(Stream data)
    {
        Dictionary<int, int[]> mapping = [];
        int codePoint = 0;
        for (int count = ReadNumber(data); count > 0; count--)
        {
            codePoint += ReadNumber(data);
            int[] parts = new int[ReadNumber(data)];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = ReadNumber(data);
            }

            mapping[codePoint] = parts;
        }

        return mapping;
    }

    private static Dictionary<int, int> ReadNumbers(Stream data)
    {
        Dictionary<int, int> numbers = [];
        int codePoint = 0;
        for (int count = ReadNumber(data); count > 0; count--)
        {
            codePoint += ReadNumber(data);
            numbers[codePoint] = ReadNumber(data);
        }

        return numbers;
    }

    private static int ReadNumber(Stream data)
    {
        int number = 0;
        for (int shift = 0; ; shift += 7)
        {
            int next = data.ReadByte();
            number |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }
}
