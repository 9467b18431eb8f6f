namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The methods of text.</summary>
internal static class StringMethods
{
    private static readonly Dictionary<string, TemplateFunction> Methods = new()
    {
        ["upper"] = arguments => Text(arguments).ToUpperInvariant(),
        ["lower"] = arguments => Text(arguments).ToLowerInvariant(),
        ["casefold"] = arguments => Text(arguments).ToLowerInvariant(),
        ["title"] = arguments => TextCase.Title(Text(arguments)),
        ["capitalize"] = arguments => TextCase.Capitalize(Text(arguments)),
        ["swapcase"] = arguments => TextCase.Swap(Text(arguments)),
        ["strip"] = arguments => TextTrimming.Strip(arguments, start: true, end: true),
        ["lstrip"] = arguments => TextTrimming.Strip(arguments, start: true, end: false),
        ["rstrip"] = arguments => TextTrimming.Strip(arguments, start: false, end: true),
        ["removeprefix"] = TextTrimming.RemovePrefix,
        ["removesuffix"] = TextTrimming.RemoveSuffix,
        ["split"] = TextSplitting.Split,
        ["rsplit"] = TextSplitting.SplitFromEnd,
        ["splitlines"] = TextSplitting.SplitLines,
        ["partition"] = arguments => TextSplitting.Partition(arguments, Find(arguments, isLast: false)),
        ["rpartition"] = arguments => TextSplitting.Partition(arguments, Find(arguments, isLast: true)),
        ["replace"] = TextReplacing.Replace,
        ["join"] = Join,
        ["format"] = arguments => PythonFormat.Braces(Text(arguments), arguments),
        ["startswith"] = arguments => Affixes(arguments).Any(affix => Text(arguments).StartsWith(affix, StringComparison.Ordinal)),
        ["endswith"] = arguments => Affixes(arguments).Any(affix => Text(arguments).EndsWith(affix, StringComparison.Ordinal)),
        ["find"] = arguments => CodePointIndex(arguments, Find(arguments, isLast: false)),
        ["rfind"] = arguments => CodePointIndex(arguments, Find(arguments, isLast: true)),
        ["index"] = arguments => Existing(arguments, CodePointIndex(arguments, Find(arguments, isLast: false))),
        ["count"] = arguments => Count(arguments),
        ["isdigit"] = arguments => All(arguments, char.IsDigit),
        ["isnumeric"] = arguments => All(arguments, char.IsNumber),
        ["isalpha"] = arguments => All(arguments, char.IsLetter),
        ["isalnum"] = arguments => All(arguments, char.IsLetterOrDigit),
        ["isspace"] = arguments => All(arguments, char.IsWhiteSpace),
        ["isupper"] = arguments => TextCase.IsUpper(Text(arguments)),
        ["islower"] = arguments => TextCase.IsLower(Text(arguments)),
        ["zfill"] = arguments => TextPadding.ZeroFill(arguments),
        ["ljust"] = arguments => TextPadding.Pad(arguments, left: false, right: true),
        ["rjust"] = arguments => TextPadding.Pad(arguments, left: true, right: false),
        ["center"] = arguments => TextPadding.Pad(arguments, left: true, right: true),
    };

    /// <summary>Finds a method.</summary>
    public static TemplateFunction? Find(string name) => Methods.GetValueOrDefault(name);

    /// <summary>Gets the text that the method is called on, and counts a pass over it.</summary>
    public static string Text(CallArguments arguments)
    {
        string text = arguments.Text(0, "value");
        arguments.Budget.SpendText(text.Length);
        return text;
    }

    private static string Join(CallArguments arguments) =>
        TextReplacing.Join(Text(arguments), Sequences.Items(arguments.Required(1, "iterable"), arguments.Budget), arguments);

    private static int Find(CallArguments arguments, bool isLast)
    {
        string wanted = arguments.Text(1, "sub");
        return isLast
            ? Text(arguments).LastIndexOf(wanted, StringComparison.Ordinal)
            : Text(arguments).IndexOf(wanted, StringComparison.Ordinal);
    }

    private static long CodePointIndex(CallArguments arguments, int index) =>
        index < 0 ? -1 : CodePoints.Count(Text(arguments).AsSpan(0, index));

    private static long Existing(CallArguments arguments, long index) =>
        index >= 0 ? index : throw arguments.Error("the text does not have it");

    private static long Count(CallArguments arguments)
    {
        string text = Text(arguments);
        string wanted = arguments.Text(1, "sub");
        return wanted.Length == 0 ? CodePoints.Count(text) + 1L : text.AsSpan().Count(wanted);
    }

    private static bool All(CallArguments arguments, Func<char, bool> condition)
    {
        string text = Text(arguments);
        return text.Length > 0 && text.All(condition);
    }

    private static IEnumerable<string> Affixes(CallArguments arguments) => arguments.Required(1, "affix") switch
    {
        string affix => [affix],
        ListValue { Kind: ListKind.Tuple } tuple => tuple.Items.OfType<string>(),
        _ => throw arguments.Error("text is needed"),
    };
}
