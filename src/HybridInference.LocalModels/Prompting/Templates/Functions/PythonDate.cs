using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Dates as Python's <c>strftime</c> writes them, in English.</summary>
internal static class PythonDate
{
    private static readonly Dictionary<char, Func<DateTimeOffset, string>> Codes = new()
    {
        ['a'] = time => Net(time, "ddd"),
        ['A'] = time => Net(time, "dddd"),
        ['b'] = time => Net(time, "MMM"),
        ['h'] = time => Net(time, "MMM"),
        ['B'] = time => Net(time, "MMMM"),
        ['c'] = time => $"{Net(time, "ddd MMM")} {time.Day,2} {Net(time, "HH:mm:ss yyyy")}",
        ['d'] = time => Net(time, "dd"),
        ['D'] = time => Net(time, "MM'/'dd'/'yy"),
        ['e'] = time => $"{time.Day,2}",
        ['f'] = time => Net(time, "ffffff"),
        ['F'] = time => Net(time, "yyyy-MM-dd"),
        ['H'] = time => Net(time, "HH"),
        ['I'] = time => Net(time, "hh"),
        ['j'] = time => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        ['m'] = time => Net(time, "MM"),
        ['M'] = time => Net(time, "mm"),
        ['n'] = _ => "\n",
        ['p'] = time => time.Hour < 12 ? "AM" : "PM",
        ['R'] = time => Net(time, "HH:mm"),
        ['s'] = time => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ['S'] = time => Net(time, "ss"),
        ['t'] = _ => "\t",
        ['T'] = time => Net(time, "HH:mm:ss"),
        ['u'] = time => $"{((int)time.DayOfWeek + 6) % 7 + 1}",
        ['w'] = time => $"{(int)time.DayOfWeek}",
        ['x'] = time => Net(time, "MM'/'dd'/'yy"),
        ['X'] = time => Net(time, "HH:mm:ss"),
        ['y'] = time => Net(time, "yy"),
        ['Y'] = time => Net(time, "yyyy"),
        ['z'] = _ => "",
        ['Z'] = _ => "",
        ['%'] = _ => "%",
    };

    /// <summary>
    /// Writes a date; a code that is not known stands for itself. Python's <c>now()</c> knows no time zone, so neither does this.
    /// </summary>
    public static string Format(DateTimeOffset time, string format)
    {
        StringBuilder text = new();
        for (int i = 0; i < format.Length; i++)
        {
            int code = i + 1;
            bool isUnpadded = code < format.Length && format[code] == '-';
            code += isUnpadded ? 1 : 0;
            if (format[i] == '%' && code < format.Length && Codes.TryGetValue(format[code], out Func<DateTimeOffset, string>? write))
            {
                text.Append(isUnpadded ? TrimPadding(write(time)) : write(time));
                i = code;
            }
            else
            {
                text.Append(format[i]);
            }
        }

        return text.ToString();
    }

    private static string Net(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string TrimPadding(string text) => text.TrimStart(' ', '0') is { Length: > 0 } trimmed ? trimmed : "0";
}
