using System.Globalization;
using System.Text.Json;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Values as Python's <c>json.dumps</c> writes them.</summary>
internal sealed class JsonText
{
    private readonly BoundedText _text;
    private readonly JsonTextOptions _options;
    private int _depth;

    private JsonText(JsonTextOptions options, RenderBudget budget)
    {
        _options = options;
        _text = new BoundedText(budget);
    }

    /// <summary>Writes JSON on one line, as Python does without further wishes.</summary>
    public static string Write(JsonElement json) => Write(JsonValues.From(json), new JsonTextOptions(), new RenderBudget());

    /// <summary>Writes a value.</summary>
    public static string Write(object? value, JsonTextOptions options, RenderBudget budget)
    {
        JsonText json = new(options, budget);
        json.Append(value);
        return json._text.ToString();
    }

    private void Append(object? value)
    {
        _text.Budget.Enter();
        switch (value)
        {
            case string text:
                AppendString(text);
                break;
            case ListValue { Kind: not ListKind.Generator } list:
                AppendGroup("[", list.Items, Append, "]");
                break;
            case MapValue map:
                AppendGroup("{", Order(map), AppendEntry, "}");
                break;
            default:
                _text.Append(Scalar(value));
                break;
        }

        _text.Budget.Leave();
    }

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        double number => PythonText.Float(number),
        long or System.Numerics.BigInteger => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        UndefinedValue undefined => throw undefined.Error(),
        _ => throw new ChatTemplateException($"The chat template writes {TypeName.Of(value)} as JSON."),
    };

    private IReadOnlyList<KeyValuePair<object, object?>> Order(MapValue map) => _options.SortsKeys
        ? [.. map.Entries.OrderBy(entry => Key(entry.Key), StringComparer.Ordinal)]
        : [.. map.Entries];

    private void AppendGroup<T>(string start, IReadOnlyList<T> items, Action<T> append, string end)
    {
        _text.Append(start);
        _depth++;
        for (int i = 0; i < items.Count; i++)
        {
            _text.Append(i == 0 ? "" : _options.ItemSeparator);
            AppendLine();
            append(items[i]);
        }

        _depth--;
        if (items.Count > 0)
        {
            AppendLine();
        }

        _text.Append(end);
    }

    private void AppendLine()
    {
        if (_options.Indent is string indent)
        {
            _text.Append("\n");
            for (int i = 0; i < _depth; i++)
            {
                _text.Append(indent);
            }
        }
    }

    private void AppendEntry(KeyValuePair<object, object?> entry)
    {
        AppendString(Key(entry.Key));
        _text.Append(_options.KeySeparator);
        Append(entry.Value);
    }

    private static string Key(object key) => key as string ?? Scalar(key);

    private void AppendString(string content)
    {
        _text.Append("\"");
        int start = 0;
        for (int i = 0; i < content.Length; i++)
        {
            if (Escape(content[i]) is string escape)
            {
                _text.Append(content[start..i]).Append(escape);
                start = i + 1;
            }
        }

        _text.Append(content[start..]).Append("\"");
    }

    private string? Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => character < ' ' || (_options.EscapesNonAscii && character > '~') ? $"\\u{(int)character:x4}" : null,
    };
}
