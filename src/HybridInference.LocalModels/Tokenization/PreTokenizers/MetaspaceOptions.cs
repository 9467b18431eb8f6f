namespace HybridInference.LocalModels.Tokenization;

/// <summary>How spaces are written in a vocabulary that marks words by their leading space.</summary>
internal sealed record MetaspaceOptions(string Replacement, PrependScheme Scheme, bool Splits)
{
    /// <summary>Reads the members of a pre-tokenizer or decoder of type Metaspace.</summary>
    public static MetaspaceOptions Read(ModelJson json)
    {
        string replacement = json.OptionalString("replacement") ?? "\u2581";
        if (replacement.Length != 1)
        {
            throw json.Error("the replacement of 'Metaspace' must be one character.");
        }

        return new MetaspaceOptions(replacement, ReadScheme(json), json.Boolean("split", absent: true));
    }

    private static PrependScheme ReadScheme(ModelJson json) => json.OptionalString("prepend_scheme") switch
    {
        null => json.Boolean("add_prefix_space", absent: true) ? PrependScheme.Always : PrependScheme.Never,
        "always" => PrependScheme.Always,
        "first" => PrependScheme.First,
        "never" => PrependScheme.Never,
        string other => throw json.Error($"the prepend scheme '{other}' is not known."),
    };
}
