namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>How JSON is written.</summary>
internal sealed record JsonTextOptions
{
    /// <summary>Gets what each level is indented with; null for one line.</summary>
    public string? Indent { get; init; }

    /// <summary>Gets what stands between two items.</summary>
    public string ItemSeparator { get; init; } = ", ";

    /// <summary>Gets what stands between a key and its value.</summary>
    public string KeySeparator { get; init; } = ": ";

    /// <summary>Gets a value indicating whether keys are put in order.</summary>
    public bool SortsKeys { get; init; }

    /// <summary>Gets a value indicating whether only ASCII is written.</summary>
    public bool EscapesNonAscii { get; init; }

    /// <summary>Reads the arguments of <c>tojson</c> as transformers defines it.</summary>
    public static JsonTextOptions Read(CallArguments arguments)
    {
        string? indent = arguments.Optional(2, "indent") switch
        {
            null => null,
            string text => text,
            _ => new string(' ', (int)Math.Clamp(arguments.Integer(2, "indent", 0), 0, 100)),
        };
        ListValue? separators = arguments.Optional(3, "separators") as ListValue;
        return new JsonTextOptions
        {
            Indent = indent,
            ItemSeparator = separators?.Items.ElementAtOrDefault(0) as string ?? (indent is null ? ", " : ","),
            KeySeparator = separators?.Items.ElementAtOrDefault(1) as string ?? ": ",
            SortsKeys = arguments.Flag(4, "sort_keys"),
            EscapesNonAscii = arguments.Flag(1, "ensure_ascii"),
        };
    }
}
