using System.Globalization;
using System.Text.Json;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>What the tokenizer needs from tokenizer_config.json and special_tokens_map.json; both may be absent.</summary>
internal sealed class TokenizerSettings
{
    /// <summary>Gets the token that begins a text.</summary>
    public string? BosToken { get; private init; }

    /// <summary>Gets the token that ends a text.</summary>
    public string? EosToken { get; private init; }

    /// <summary>Gets the tokens of <c>added_tokens_decoder</c>.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; private init; } = [];

    /// <summary>Reads the settings of a folder.</summary>
    public static TokenizerSettings Load(string folder)
    {
        TokenizerSettings? config = ModelJsonFile.ReadIfPresent(Path.Combine(folder, "tokenizer_config.json"), Read);
        TokenizerSettings? map = ModelJsonFile.ReadIfPresent(Path.Combine(folder, "special_tokens_map.json"), Read);
        return new TokenizerSettings
        {
            BosToken = config?.BosToken ?? map?.BosToken,
            EosToken = config?.EosToken ?? map?.EosToken,
            AddedTokens = config?.AddedTokens ?? [],
        };
    }

    private static TokenizerSettings Read(ModelJson json) => new()
    {
        BosToken = ReadToken(json["bos_token"]),
        EosToken = ReadToken(json["eos_token"]),
        AddedTokens = ReadAddedTokens(json["added_tokens_decoder"]),
    };

    private static string? ReadToken(ModelJson json) => json.Element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object => json.OptionalString("content"),
        _ => json.AsString(),
    };

    private static List<AddedToken> ReadAddedTokens(ModelJson json)
    {
        List<AddedToken> tokens = [];
        if (!json.IsNull)
        {
            foreach (JsonProperty property in json.Expect(JsonValueKind.Object).EnumerateObject())
            {
                ModelJson token = new(json.Path, property.Value);
                bool isNumber = int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int id);
                tokens.Add(isNumber ? AddedToken.Read(token, id) : throw token.Error("an added token id is not a number."));
            }
        }

        return tokens;
    }
}
