using System.Text;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Upper and lower case as Python's methods have it.</summary>
internal static class TextCase
{
    /// <summary>Makes the first character of the text upper case and all others lower case.</summary>
    public static string Capitalize(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    /// <summary>Makes the first letter of each run of letters upper case.</summary>
    public static string Title(string text) => ChangeWords(text, isBreak: character => !char.IsLetter(character));

    /// <summary>Makes the first letter of each word upper case, as the <c>title</c> filter of Jinja2 finds words.</summary>
    public static string TitleWords(string text) =>
        ChangeWords(text, isBreak: character => char.IsWhiteSpace(character) || character is '-' or '(' or '{' or '[' or '<');

    /// <summary>Exchanges upper and lower case.</summary>
    public static string Swap(string text) => string.Concat(text.Select(
        character => char.IsUpper(character) ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character)));

    /// <summary>Gets whether there are letters and none is lower case.</summary>
    public static bool IsUpper(string text) => text.Any(char.IsUpper) && !text.Any(char.IsLower);

    /// <summary>Gets whether there are letters and none is upper case.</summary>
    public static bool IsLower(string text) => text.Any(char.IsLower) && !text.Any(char.IsUpper);

    private static string ChangeWords(string text, Func<char, bool> isBreak)
    {
        StringBuilder result = new(text.Length);
        bool isStart = true;
        foreach (char character in text)
        {
            result.Append(isStart ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character));
            isStart = isBreak(character);
        }

        return result.ToString();
    }
}
