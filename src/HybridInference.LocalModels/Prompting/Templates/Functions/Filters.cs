namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The filters, by name.</summary>
internal static class Filters
{
    private static readonly Dictionary<string, TemplateFunction> All = new()
    {
        ["trim"] = arguments => TextFilters.OfText(arguments, text => TextTrimming.Strip(text, start: true, end: true)),
        ["upper"] = arguments => TextFilters.OfText(arguments, text => StringMethods.Text(text).ToUpperInvariant()),
        ["lower"] = arguments => TextFilters.OfText(arguments, text => StringMethods.Text(text).ToLowerInvariant()),
        ["title"] = arguments => TextFilters.OfText(arguments, text => TextCase.TitleWords(StringMethods.Text(text))),
        ["capitalize"] = arguments => TextFilters.OfText(arguments, text => TextCase.Capitalize(StringMethods.Text(text))),
        ["replace"] = arguments => TextFilters.OfText(arguments, TextFilters.Replace),
        ["indent"] = arguments => TextFilters.OfText(arguments, TextFilters.Indent),
        ["center"] = arguments => TextFilters.OfText(arguments, text => TextPadding.Pad(text, left: true, right: true)),
        ["wordcount"] = arguments => TextFilters.OfText(arguments, TextFilters.CountWords),
        ["truncate"] = arguments => TextFilters.OfText(arguments, TextFilters.Truncate),
        ["escape"] = arguments => TextFilters.OfText(arguments, TextFilters.Escape),
        ["e"] = arguments => TextFilters.OfText(arguments, TextFilters.Escape),
        ["string"] = arguments => TextFilters.OfText(arguments, text => text.Value),
        ["safe"] = arguments => TextFilters.OfText(arguments, text => text.Value),
        ["format"] = TextFilters.Format,
        ["tojson"] = arguments => JsonText.Write(arguments.Value, JsonTextOptions.Read(arguments), arguments.Budget),
        ["default"] = ValueFilters.Default,
        ["d"] = ValueFilters.Default,
        ["int"] = NumberFilters.ToInteger,
        ["float"] = NumberFilters.ToFloat,
        ["abs"] = NumberFilters.Absolute,
        ["round"] = NumberFilters.Round,
        ["length"] = ValueFilters.Length,
        ["count"] = ValueFilters.Length,
        ["attr"] = arguments => Attributes.Get(arguments.Value, arguments.Text(1, "name")),
        ["items"] = arguments => arguments.Value is UndefinedValue ? new ListValue([]) : MapMethods.Items(arguments),
        ["dictsort"] = OrderFilters.SortMap,
        ["list"] = arguments => new ListValue(ListFilters.Items(arguments)),
        ["first"] = arguments => ListFilters.ItemOrUndefined(arguments, isLast: false),
        ["last"] = arguments => ListFilters.ItemOrUndefined(arguments, isLast: true),
        ["join"] = ListFilters.Join,
        ["reverse"] = ListFilters.Reverse,
        ["sum"] = ListFilters.Sum,
        ["batch"] = ListFilters.Batch,
        ["unique"] = OrderFilters.Unique,
        ["sort"] = OrderFilters.Sort,
        ["min"] = arguments => OrderFilters.Extreme(arguments, isLast: false),
        ["max"] = arguments => OrderFilters.Extreme(arguments, isLast: true),
        ["groupby"] = OrderFilters.GroupBy,
        ["map"] = SelectionFilters.Map,
        ["select"] = arguments => SelectionFilters.Select(arguments, isWanted: true),
        ["reject"] = arguments => SelectionFilters.Select(arguments, isWanted: false),
        ["selectattr"] = arguments => SelectionFilters.SelectByAttribute(arguments, isWanted: true),
        ["rejectattr"] = arguments => SelectionFilters.SelectByAttribute(arguments, isWanted: false),
    };

    /// <summary>Finds a filter.</summary>
    public static TemplateFunction? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Finds a filter that must exist.</summary>
    public static TemplateFunction Get(string name) => Find(name)
        ?? throw new ChatTemplateException($"The chat template uses the filter '{name}', which is not supported.");
}
