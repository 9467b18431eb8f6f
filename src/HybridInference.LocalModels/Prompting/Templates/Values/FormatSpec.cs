using System.Globalization;
using System.Text.RegularExpressions;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>How one value is formatted, such as <c>.2f</c> or <c>05d</c>: Python's format specification, and that of its percent operator.</summary>
internal sealed partial class FormatSpec
{
    private const int Widest = 1000;

    private readonly string _spec;
    private readonly Match _parts;
    private readonly bool _isPercent;

    private FormatSpec(string spec, bool isPercent)
    {
        _spec = spec;
        _isPercent = isPercent;
        _parts = (isPercent ? PercentPattern() : BracesPattern()).Match(spec);
    }

    private char Kind => _parts.Groups["kind"].ValueSpan is [var kind] ? kind : '\0';

    /// <summary>Formats a value as <c>str.format</c> does.</summary>
    public static string Braces(object? value, string spec, RenderBudget budget) =>
        new FormatSpec(spec, isPercent: false).Apply(value is bool flag && spec.Length > 0 ? flag ? 1L : 0L : value, budget);

    /// <summary>Formats a value as the percent operator does.</summary>
    public static string Percent(object? value, string spec, RenderBudget budget) => new FormatSpec(spec, isPercent: true).Apply(value, budget);

    [GeneratedRegex(@"\A(?:(?<fill>.)?(?<align>[<>^=]))?(?<sign>[-+ ])?(?<zero>0)?(?<width>[0-9]*)(?<group>,)?(?:\.(?<precision>[0-9]+))?(?<kind>[a-zA-Z%])?\z")]
    private static partial Regex BracesPattern();

    [GeneratedRegex(@"\A(?:(?<align>-)|(?<sign>[+ ])|(?<zero>0))*(?<width>[0-9]*)(?<group>,)?(?:\.(?<precision>[0-9]*))?(?<kind>[a-zA-Z])\z")]
    private static partial Regex PercentPattern();

    private string Apply(object? value, RenderBudget budget)
    {
        string text = Format(value, budget);
        bool isNumber = Kind is not ('s' or 'r') && Numbers.TryFloat(value, out _) && (value is not bool || Kind != '\0');
        string sign = isNumber && text.StartsWith('-') ? "-" : isNumber ? _parts.Groups["sign"].Value.TrimStart('-') : "";
        return Pad(sign, isNumber ? text.TrimStart('-') : text, isNumber);
    }

    private string Pad(string sign, string text, bool isNumber)
    {
        bool isZero = isNumber && _parts.Groups["zero"].Success;
        string fill = _parts.Groups["fill"] is { Success: true } given ? given.Value : isZero ? "0" : " ";
        int missing = Math.Max(0, (Number("width") ?? 0) - CodePoints.Count(sign) - CodePoints.Count(text));
        string padding = string.Concat(Enumerable.Repeat(fill, missing));
        return Alignment(isNumber, isZero) switch
        {
            "<" or "-" => sign + text + padding,
            "^" => padding[..(missing / 2)] + sign + text + padding[(missing / 2)..],
            "=" => sign + padding + text,
            _ => padding + sign + text,
        };
    }

    private string Alignment(bool isNumber, bool isZero) => _parts.Groups["align"] is { Success: true } align ? align.Value
        : isZero ? "="
        : isNumber || _isPercent ? ">" : "<";

    private string Format(object? value, RenderBudget budget) => FormatNumber(value) ?? Kind switch
    {
        'r' when _isPercent => PythonText.Repr(value, budget),
        's' when _isPercent || value is string => Shorten(PythonText.Str(value, budget)),
        '\0' when _parts.Success && value is string text && !_parts.Groups["group"].Success => Shorten(text),
        '\0' when _parts.Success && value is not string && !_parts.Groups["precision"].Success => Group(PythonText.Str(value, budget)),
        _ => throw new ChatTemplateException($"The chat template formats {TypeName.Of(value)} as '{_spec}', which is not supported."),
    };

    private string? FormatNumber(object? value)
    {
        if (!Numbers.TryFloat(value, out double number))
        {
            return null;
        }

        return Kind switch
        {
            'd' or 'i' when _isPercent || value is not double => Group(((long)number).ToString(CultureInfo.InvariantCulture)),
            'f' => Group(Fixed(number, Number("precision") ?? 6)),
            '%' => Fixed(100 * number, Number("precision") ?? 6) + "%",
            'x' when value is not double && number >= 0 => ((long)number).ToString("x", CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private static string Fixed(double number, int precision) => number.ToString($"F{precision}", CultureInfo.InvariantCulture);

    // Commas between thousands.
    private string Group(string digits)
    {
        if (!_parts.Groups["group"].Success || digits.Contains('e', StringComparison.Ordinal))
        {
            return digits;
        }

        int end = digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? point : digits.Length;
        for (int i = end - 3; i > (digits.StartsWith('-') ? 1 : 0); i -= 3)
        {
            digits = digits.Insert(i, ",");
        }

        return digits;
    }

    private string Shorten(string text) =>
        Number("precision") is int precision && precision < CodePoints.Count(text) ? CodePoints.Slice(text, 0, precision) : text;

    private int? Number(string group) =>
        int.TryParse(_parts.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Min(number, Widest) : null;
}
