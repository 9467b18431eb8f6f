using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The tokens of a model and their ids.</summary>
internal sealed class Vocabulary
{
    // A token id beyond this is a damaged file: the largest vocabularies in use have about 262,000 tokens.
    private const int LargestId = 10_000_000;

    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsOfSpans;
    private readonly List<string?> _tokens = [];
    private int[]? _byteIds;

    /// <summary>Initializes an empty vocabulary.</summary>
    public Vocabulary()
    {
        _idsOfSpans = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets the number that is larger than every id.</summary>
    public int Size => _tokens.Count;

    /// <summary>Gets the ids of the tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, -1 where there is none.</summary>
    public ReadOnlySpan<int> ByteIds => _byteIds ??= [.. Enumerable.Range(0, 256).Select(value => Find($"<0x{value:X2}>") ?? -1)];

    /// <summary>Reads an object of tokens and ids.</summary>
    public static Vocabulary Read(ModelJson json)
    {
        Vocabulary vocabulary = new();
        foreach (System.Text.Json.JsonProperty property in json.Expect(System.Text.Json.JsonValueKind.Object).EnumerateObject())
        {
            int id = new ModelJson(json.Path, property.Value).AsInteger();
            if (!vocabulary.TryAdd(property.Name, id))
            {
                throw json.Error($"the token id {id} is out of range.");
            }
        }

        return vocabulary;
    }

    /// <summary>Adds a token unless its id is out of range.</summary>
    public bool TryAdd(string token, int id)
    {
        if (id is < 0 or > LargestId)
        {
            return false;
        }

        while (_tokens.Count <= id)
        {
            _tokens.Add(null);
        }

        _tokens[id] = token;
        _ids[token] = id;
        return true;
    }

    /// <summary>Gets the id of a token.</summary>
    public int? Find(ReadOnlySpan<char> token) => _idsOfSpans.TryGetValue(token, out int id) ? id : null;

    /// <summary>Gets the token of an id.</summary>
    public string? Find(int id) => (uint)id < (uint)_tokens.Count ? _tokens[id] : null;

    /// <summary>Adds the byte tokens of a text; false, adding none, if one of them is missing.</summary>
    public bool TryAddBytes(ReadOnlySpan<char> text, List<int> ids)
    {
        int start = ids.Count;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!TryAddBytes(rune, ids))
            {
                ids.RemoveRange(start, ids.Count - start);
                return false;
            }
        }

        return true;
    }

    private bool TryAddBytes(Rune rune, List<int> ids)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
        {
            if (ByteIds[value] < 0)
            {
                return false;
            }

            ids.Add(ByteIds[value]);
        }

        return true;
    }
}
