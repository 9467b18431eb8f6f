namespace HybridInference.LocalModels.Tokenization;

/// <summary>A token that is found in the text as it stands, before the vocabulary is asked.</summary>
internal sealed record AddedToken(int Id, string Content)
{
    /// <summary>Gets a value indicating whether the token is left out of decoded text.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>Gets a value indicating whether the token is looked for in normalized text.</summary>
    public bool IsNormalized { get; init; }

    /// <summary>Gets a value indicating whether the token only counts between characters that are not of a word.</summary>
    public bool IsSingleWord { get; init; }

    /// <summary>Gets a value indicating whether the token takes the white space before it.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Gets a value indicating whether the token takes the white space after it.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Reads an entry of <c>added_tokens</c>.</summary>
    public static AddedToken Read(ModelJson json) => Read(json, json["id"].AsInteger());

    /// <summary>Reads an entry whose id stands elsewhere, as in <c>added_tokens_decoder</c>.</summary>
    public static AddedToken Read(ModelJson json, int id)
    {
        bool isSpecial = json.Boolean("special", absent: false);
        return new AddedToken(id >= 0 ? id : throw json.Error($"the added token id {id} is negative."), json.String("content"))
        {
            IsSpecial = isSpecial,
            IsNormalized = json.Boolean("normalized", absent: !isSpecial),
            IsSingleWord = json.Boolean("single_word", absent: false),
            StripsLeft = json.Boolean("lstrip", absent: false),
            StripsRight = json.Boolean("rstrip", absent: false),
        };
    }
}
