using System.Globalization;
using System.Numerics;
using System.Text;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Values as Python's <c>str()</c> and <c>repr()</c> write them.</summary>
internal static class PythonText
{
    /// <summary>Writes a value as the template's output has it.</summary>
    public static string Str(object? value, RenderBudget budget) => value switch
    {
        string text => text,
        UndefinedValue => "",
        _ => Repr(value, budget),
    };

    /// <summary>Writes a value as it stands inside a list.</summary>
    public static string Repr(object? value, RenderBudget budget)
    {
        BoundedText text = new(budget);
        AppendRepr(value, text);
        return text.ToString();
    }

    /// <summary>Writes a float with as few digits as it takes to read it back.</summary>
    public static string Float(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        string shortest = number.ToString("R", CultureInfo.InvariantCulture);
        int exponent = number == 0 ? 0 : ExponentOf(shortest);
        return exponent is >= -4 and < 16 ? Plain(shortest) : Scientific(shortest, exponent);
    }

    /// <summary>Gets the exponent of the first digit that is not 0.</summary>
    private static int ExponentOf(string shortest)
    {
        string[] parts = shortest.TrimStart('-').Split('E');
        int point = parts[0].IndexOf('.', StringComparison.Ordinal) is >= 0 and int index ? index : parts[0].Length;
        int first = parts[0].AsSpan().IndexOfAnyInRange('1', '9');
        int written = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return written + point - first - (first < point ? 1 : 0);
    }

    private static string Plain(string shortest)
    {
        string plain = shortest.Contains('E', StringComparison.Ordinal)
            ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : shortest;
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
    }

    private static string Scientific(string shortest, int exponent)
    {
        string sign = shortest.StartsWith('-') ? "-" : "";
        string mantissa = shortest.Split('E')[0];
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0').TrimEnd('0');
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        char exponentSign = exponent < 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{exponentSign}{Math.Abs(exponent):00}");
    }

    private static void AppendRepr(object? value, BoundedText text)
    {
        text.Budget.Enter();
        switch (value)
        {
            case string content:
                AppendQuoted(content, text);
                break;
            case ListValue list:
                AppendList(list, text);
                break;
            case MapValue map:
                AppendMap(map, text);
                break;
            default:
                text.Append(Scalar(value));
                break;
        }

        text.Budget.Leave();
    }

    private static string Scalar(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        BigInteger integer => integer.ToString(CultureInfo.InvariantCulture),
        double number => Float(number),
        UndefinedValue => "Undefined",
        NamespaceValue or LoopState => "<object>",
        _ => "<function>",
    };

    private static void AppendList(ListValue list, BoundedText text)
    {
        bool isTuple = list.Kind == ListKind.Tuple;
        text.Append(isTuple ? "(" : "[");
        for (int i = 0; i < list.Items.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            AppendRepr(list.Items[i], text);
        }

        text.Append(isTuple ? list.Items.Count == 1 ? ",)" : ")" : "]");
    }

    private static void AppendMap(MapValue map, BoundedText text)
    {
        text.Append("{");
        string separator = "";
        foreach ((object key, object? value) in map.Entries)
        {
            text.Append(separator);
            AppendRepr(key, text);
            text.Append(": ");
            AppendRepr(value, text);
            separator = ", ";
        }

        text.Append("}");
    }

    private static void AppendQuoted(string content, BoundedText text)
    {
        bool usesDouble = content.Contains('\'', StringComparison.Ordinal) && !content.Contains('"', StringComparison.Ordinal);
        char quote = usesDouble ? '"' : '\'';
        text.Append(quote.ToString());
        foreach (Rune rune in content.EnumerateRunes())
        {
            text.Append(rune.Value == quote ? $"\\{quote}" : Escape(rune));
        }

        text.Append(quote.ToString());
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        ' ' => " ",
        _ when Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherNotAssigned
            or (>= UnicodeCategory.SpaceSeparator and <= UnicodeCategory.PrivateUse)) => rune.ToString(),
        <= 0xFF => $"\\x{rune.Value:x2}",
        <= 0xFFFF => $"\\u{rune.Value:x4}",
        _ => $"\\U{rune.Value:x8}",
    };
}
