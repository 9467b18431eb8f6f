using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// The characters that a pattern names, and a stand-in inside the basic plane for every one outside: .NET's regular expressions see such a
/// character as two halves of no category.
/// </summary>
/// <remarks>
/// A stand-in has the category of what it stands for and is in the same sets of the pattern, so that the pattern cannot tell the two apart.
/// Where there is none, the sets get one more, which has a stand-in of its own where it occurs in a text.
/// </remarks>
internal sealed class NamedCharacters
{
    private const int MostSets = 63;

    // Where the search for stand-ins begins: scripts that are rarely used.
    private const int FirstStandIn = 0xA4D0;
    private const int FirstAfterControls = 0xA0;

    private readonly List<IReadOnlyList<CodePointRange>> _sets = [];
    private readonly List<StringBuilder> _additions = [];
    private readonly HashSet<int> _literals = [];
    private readonly HashSet<char> _added = [];
    private Dictionary<(UnicodeCategory Category, ulong Sets), char>? _standIns;

    /// <summary>Gets a value indicating whether sets have characters outside of the basic plane.</summary>
    public bool HasAstral => _sets.Exists(set => set.Any(range => range.IsAstral));

    /// <summary>Notes a character that stands for itself.</summary>
    public void AddLiteral(int codePoint) => _literals.Add(codePoint);

    /// <summary>Writes a set as the inside of a character class, without brackets; its stand-ins included once they are found.</summary>
    /// <exception cref="ArgumentException">The pattern has too many sets.</exception>
    public string Write(IReadOnlyList<CodePointRange> set)
    {
        int index = _sets.FindIndex(known => known.SequenceEqual(set));
        if (index < 0)
        {
            index = _sets.Count < MostSets ? _sets.Count : throw TooManySets();
            _sets.Add(set);
            _additions.Add(new StringBuilder());
        }

        StringBuilder text = new();
        foreach (CodePointRange range in set.Where(range => range.First <= char.MaxValue))
        {
            text.Append(CultureInfo.InvariantCulture, $@"\u{range.First:X4}-\u{Math.Min(range.Last, char.MaxValue):X4}");
        }

        return text.Append(_additions[index]).ToString();
    }

    /// <summary>Finds the stand-ins, once all sets are known.</summary>
    /// <exception cref="ArgumentException">The pattern has too many sets.</exception>
    public Dictionary<(UnicodeCategory Category, ulong Sets), char> FindStandIns()
    {
        lock (_sets)
        {
            return _standIns ??= CreateStandIns();
        }
    }

    /// <summary>Gets whether a text has characters that need a stand-in.</summary>
    public bool NeedStandIns(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uD800', '\uDFFF') || (_added.Count > 0 && HasAdded(text));

    /// <summary>Gets what stands for a character: inside of the basic plane mostly itself.</summary>
    public char StandIn(Rune rune)
    {
        if (rune.IsBmp && !_added.Contains((char)rune.Value))
        {
            return (char)rune.Value;
        }

        Dictionary<(UnicodeCategory, ulong), char> standIns = _standIns ?? FindStandIns();
        return standIns.TryGetValue((Rune.GetUnicodeCategory(rune), SetsOf(rune.Value)), out char standIn)
            ? standIn
            : standIns.GetValueOrDefault((UnicodeCategory.OtherNotAssigned, 0UL));
    }

    private Dictionary<(UnicodeCategory Category, ulong Sets), char> CreateStandIns()
    {
        Dictionary<(UnicodeCategory Category, ulong Sets), char> standIns = [];
        foreach (int candidate in Candidates())
        {
            standIns.TryAdd((CharUnicodeInfo.GetUnicodeCategory(candidate), SetsOf(candidate)), (char)candidate);
        }

        HashSet<int> taken = [.. standIns.Values];
        foreach (int codePoint in AstralMembers())
        {
            var key = (Category: CharUnicodeInfo.GetUnicodeCategory(codePoint), Sets: SetsOf(codePoint));
            if (!standIns.ContainsKey(key))
            {
                standIns[key] = AddStandIn(key.Category, key.Sets, taken);
            }
        }

        return standIns;
    }

    private bool HasAdded(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (_added.Contains(character))
            {
                return true;
            }
        }

        return false;
    }

    // Puts a character that no set has into these sets.
    private char AddStandIn(UnicodeCategory category, ulong sets, HashSet<int> taken)
    {
        int? standIn = Candidates()
            .Where(candidate => CharUnicodeInfo.GetUnicodeCategory(candidate) == category && SetsOf(candidate) == 0 && taken.Add(candidate))
            .Select(candidate => (int?)candidate)
            .FirstOrDefault();
        char added = (char)(standIn ?? throw TooManySets());
        _added.Add(added);
        for (int i = 0; i < _sets.Count; i++)
        {
            if ((sets & (1UL << i)) != 0)
            {
                _additions[i].Append(CultureInfo.InvariantCulture, $@"\u{(int)added:X4}");
            }
        }

        return added;
    }

    private static ArgumentException TooManySets() => new("the pattern has too many sets of characters.");

    private IEnumerable<int> AstralMembers() => _sets
        .SelectMany(set => set.Where(range => range.IsAstral))
        .Distinct()
        .SelectMany(range => Enumerable.Range(Math.Max(range.First, char.MaxValue + 1), range.Last - Math.Max(range.First, char.MaxValue + 1) + 1));

    private IEnumerable<int> Candidates() => Enumerable.Range(FirstStandIn, char.MaxValue - FirstStandIn + 1)
        .Concat(Enumerable.Range(FirstAfterControls, FirstStandIn - FirstAfterControls))
        .Where(candidate => !char.IsSurrogate((char)candidate) && !_literals.Contains(candidate));

    private ulong SetsOf(int codePoint)
    {
        ulong sets = 0;
        for (int i = 0; i < _sets.Count; i++)
        {
            foreach (CodePointRange range in _sets[i])
            {
                sets |= range.Contains(codePoint) ? 1UL << i : 0;
            }
        }

        return sets;
    }
}
