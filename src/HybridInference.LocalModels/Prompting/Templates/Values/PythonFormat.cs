using System.Globalization;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Python's two ways to put values into a text: <c>'%s' % x</c> and <c>'{}'.format(x)</c>.</summary>
internal static class PythonFormat
{
    /// <summary>Formats with the percent operator; a tuple holds several values.</summary>
    public static string Percent(string format, object? values, RenderBudget budget)
    {
        Queue<object?> arguments = new(values is ListValue { Kind: ListKind.Tuple } tuple ? tuple.Items : [values]);
        BoundedText text = new(budget);
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i].ToString());
                continue;
            }

            (string formatted, i) = PercentField(format, i + 1, arguments, budget);
            text.Append(formatted);
        }

        return text.ToString();
    }

    /// <summary>Formats with replacement fields in braces.</summary>
    public static string Braces(string format, CallArguments arguments)
    {
        BoundedText text = new(arguments.Budget);
        int next = 1;
        for (int i = 0; i < format.Length; i++)
        {
            bool isBrace = format[i] is '{' or '}';
            if (!isBrace || (i + 1 < format.Length && format[i + 1] == format[i]))
            {
                text.Append(format[i].ToString());
                i += isBrace ? 1 : 0;
                continue;
            }

            int end = format[i] == '{' ? format.IndexOf('}', i) : -1;
            if (end < 0)
            {
                throw arguments.Error("a brace of the format has no partner");
            }

            text.Append(BraceField(format[(i + 1)..end], ref next, arguments));
            i = end;
        }

        return text.ToString();
    }

    private static (string Text, int End) PercentField(string format, int position, Queue<object?> arguments, RenderBudget budget)
    {
        int start = position;
        while (position < format.Length && (char.IsAsciiDigit(format[position]) || format[position] is '.' or '-'))
        {
            position++;
        }

        char kind = position < format.Length ? format[position] : '\0';
        if (kind == '%')
        {
            return ("%", position);
        }

        if (!arguments.TryDequeue(out object? value))
        {
            throw new ChatTemplateException($"The chat template has too few values for the format '{format}'.");
        }

        return (FormatSpec.Apply(value, format[start..position], kind, budget), position);
    }

    private static string BraceField(string field, ref int next, CallArguments arguments)
    {
        string[] parts = field.Split(':', 2);
        string name = parts[0];
        object? value = int.TryParse(name, CultureInfo.InvariantCulture, out int index) ? arguments.Required(index + 1, name)
            : name.Length > 0 ? arguments.Required(int.MaxValue, name)
            : arguments.Required(next++, "value");
        string spec = parts.Length > 1 ? parts[1] : "";
        bool hasKind = spec.Length > 0 && char.IsAsciiLetter(spec[^1]);
        return FormatSpec.Apply(value, hasKind ? spec[..^1] : spec, hasKind ? spec[^1] : '\0', arguments.Budget);
    }
}
