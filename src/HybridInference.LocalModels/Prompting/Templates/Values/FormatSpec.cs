using System.Globalization;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The width and precision of a formatted value, such as <c>.2f</c> or <c>5d</c>.</summary>
internal static class FormatSpec
{
    private const int Widest = 1000;

    /// <summary>Formats a value.</summary>
    public static string Apply(object? value, string spec, char kind, RenderBudget budget)
    {
        string[] parts = spec.TrimStart('-', '<', '>').Split('.');
        int width = ReadNumber(parts[0]) ?? 0;
        int? precision = parts.Length > 1 ? ReadNumber(parts[1]) : null;
        string text = Format(value, precision, kind, budget);
        bool alignsLeft = spec.StartsWith('-') || spec.StartsWith('<') || (kind is '\0' && value is string && !spec.StartsWith('>'));
        return alignsLeft ? text.PadRight(width) : text.PadLeft(width);
    }

    private static string Format(object? value, int? precision, char kind, RenderBudget budget)
    {
        switch (kind)
        {
            case 'd' or 'i' when Numbers.TryFloat(value, out double number):
                return PythonText.Str((long)number, budget);
            case 'f' when Numbers.TryFloat(value, out double number):
                return number.ToString($"F{precision ?? 6}", CultureInfo.InvariantCulture);
            case 'r':
                return PythonText.Repr(value, budget);
            case 's' or '\0':
                string text = PythonText.Str(value, budget);
                return precision < text.Length ? text[..precision.Value] : text;
            default:
                throw new ChatTemplateException($"The chat template formats {TypeName.Of(value)} as '{kind}'.");
        }
    }

    private static int? ReadNumber(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Min(number, Widest) : null;
}
