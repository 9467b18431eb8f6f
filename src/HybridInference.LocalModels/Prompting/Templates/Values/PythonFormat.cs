using System.Globalization;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Python's two ways to put values into a text: <c>'%s' % x</c> and <c>'{}'.format(x)</c>.</summary>
internal static class PythonFormat
{
    /// <summary>Formats with the percent operator; a tuple holds several values.</summary>
    public static string Percent(string format, object? values, RenderBudget budget)
    {
        PercentArguments arguments = new(format, values);
        BoundedText text = new(budget);
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i].ToString());
                continue;
            }

            text.Append(PercentField(format, ref i, arguments, budget));
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

    // Leaves the position at the letter that ends the field.
    private static string PercentField(string format, ref int position, PercentArguments arguments, RenderBudget budget)
    {
        int start = position + 1;
        if (start < format.Length && format[start] == '%')
        {
            position = start;
            return "%";
        }

        object? value = arguments.Take(ref start);
        int end = start;
        while (end < format.Length && !char.IsAsciiLetter(format[end]))
        {
            end++;
        }

        position = Math.Min(end, format.Length - 1);
        return FormatSpec.Percent(value, format[start..(position + 1)], budget);
    }

    private static string BraceField(string field, ref int next, CallArguments arguments)
    {
        string[] parts = field.Split(':', 2);
        string[] names = parts[0].Split('!', 2);
        string name = names[0];
        object? value = int.TryParse(name, CultureInfo.InvariantCulture, out int index) ? arguments.Required(index + 1, name)
            : name.Length > 0 ? arguments.Required(int.MaxValue, name)
            : arguments.Required(next++, "value");
        return FormatSpec.Braces(Convert(value, names, arguments), parts.Length > 1 ? parts[1] : "", arguments.Budget);
    }

    private static object? Convert(object? value, string[] names, CallArguments arguments) => names is [_, var conversion]
        ? conversion switch
        {
            "r" => PythonText.Repr(value, arguments.Budget),
            "s" => PythonText.Str(value, arguments.Budget),
            _ => throw arguments.Error($"the conversion '!{conversion}' is not supported"),
        }
        : value;
}
