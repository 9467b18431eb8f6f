using System.Globalization;
using System.Text;

namespace HybridInference.Tool;

/// <summary>Makes a text that a terminal shows and does not obey: names of files and values may hold any character.</summary>
internal static class Printable
{
    /// <summary>Returns the text, with control and format characters and line breaks written as <c>\u001b</c>.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            _ = IsHidden(character) ? printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : printable.Append(character);
        }

        return printable.ToString();
    }

    private static bool IsHidden(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
