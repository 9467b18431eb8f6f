namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The formats of strings that are honoured, as patterns. Each is a part of its standard that .NET reads too.</summary>
internal static class StringFormats
{
    private const string Year = "[1-8]\\d{3}";
    private const string LeapYear = "(?:[1-8]\\d(?:0[48]|[2468][048]|[13579][26])|[2468]000|[1357][26]00|[2468][48]00)";
    private const string Days = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))";
    private const string Date = $"(?:{Year}-{Days}|{LeapYear}-02-29)";
    private const string Time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,7})?";
    private const string Offset = "(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d)";
    private const string Byte = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private const string Label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,29}[A-Za-z0-9])?";
    private const string Host = $"{Label}(?:\\.{Label}){{0,5}}";
    private const string Group = "[0-9a-f]{1,4}";

    private static readonly Dictionary<string, string> Patterns = new()
    {
        ["date"] = Date,
        ["date-time"] = $"{Date}T{Time}{Offset}",
        ["time"] = Time,
        ["uuid"] = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
        ["email"] = $"[A-Za-z0-9_+-]{{1,32}}(?:\\.[A-Za-z0-9_+-]{{1,16}}){{0,1}}@{Host}",
        ["hostname"] = Host,
        ["ipv4"] = $"{Byte}(?:\\.{Byte}){{3}}",
        ["ipv6"] = $"(?:{Group}:){{7}}{Group}",
        ["uri"] = $"https?://{Host}(?::[1-9]\\d{{0,3}})?(?:/[A-Za-z0-9._~-]*)*(?:\\?[A-Za-z0-9._~=&-]*)?(?:#[A-Za-z0-9._~-]*)?",
    };

    /// <summary>Patterns that .NET writes for types which do not read all that matches, and narrower ones that they read.</summary>
    private static readonly Dictionary<string, string> Narrower = new()
    {
        ["^-?(\\d+\\.)?\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?$"] = $"^-?(\\d{{1,7}}\\.)?{Time}$",
        ["^\\d+(\\.\\d+){1,3}$"] = "^\\d{1,9}(\\.\\d{1,9}){1,3}$",
    };

    public static IEnumerable<string> Names => Patterns.Keys.Order();

    /// <summary>Gets what to read instead of a pattern, mostly the pattern itself.</summary>
    public static string Narrow(string pattern) => Narrower.GetValueOrDefault(pattern, pattern);

    /// <summary>Gets the pattern of a format, or <see langword="null"/> for one that is not honoured.</summary>
    public static string? Find(string format) => Patterns.GetValueOrDefault(format) is { } pattern ? $"^{pattern}$" : null;
}
