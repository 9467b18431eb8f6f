using System.Buffers;
using System.Globalization;

namespace HybridInference;

/// <summary>The form of placeholders: an opening, the category, a separator, a number from 1 on and a closing.</summary>
/// <remarks>
/// Answers are read with some tolerance: either case, full-width characters, up to two spaces inside the brackets, and backslashes
/// before signs. Thread-safe; without state.
/// </remarks>
public sealed class PlaceholderFormat
{
    /// <summary>The form <c>[EMAIL_1]</c>.</summary>
    public static readonly PlaceholderFormat Default = new();

    private const int FullWidthOffset = '\uFF01' - '!';

    /// <summary>Initializes a form.</summary>
    /// <param name="open">What a placeholder starts with. It should be rare in text.</param>
    /// <param name="close">What a placeholder ends with. It may hold a word of the conversation's own, against guessing.</param>
    /// <param name="separator">What stands between category and number.</param>
    /// <exception cref="ArgumentException">A part is empty, or starts with a letter, a digit, white space or a backslash.</exception>
    public PlaceholderFormat(string open = "[", string close = "]", char separator = '_')
    {
        ArgumentException.ThrowIfNullOrEmpty(open);
        ArgumentException.ThrowIfNullOrEmpty(close);
        ThrowIfNotSign(open[0], nameof(open));
        ThrowIfNotSign(close[0], nameof(close));
        ThrowIfNotSign(separator, nameof(separator));
        (Open, Close, Separator, SeparatorText) = (open, close, separator, separator.ToString());
        Openers = SearchValues.Create([.. Alternatives(open[0])]);
    }

    /// <summary>Gets what a placeholder starts with.</summary>
    public string Open { get; }

    /// <summary>Gets what a placeholder ends with.</summary>
    public string Close { get; }

    /// <summary>Gets what stands between category and number.</summary>
    public char Separator { get; }

    internal string SeparatorText { get; }

    /// <summary>Gets the characters that a placeholder in an answer may start with.</summary>
    internal readonly SearchValues<char> Openers;

    /// <summary>Writes a placeholder.</summary>
    /// <param name="category">The category. It is written in upper case, and what is neither letter nor digit as an underscore.</param>
    /// <param name="ordinal">The number within the category, from 1 on.</param>
    /// <returns>The placeholder.</returns>
    public string Format(string category, int ordinal)
    {
        ArgumentException.ThrowIfNullOrEmpty(category);
        return string.Create(CultureInfo.InvariantCulture, $"{Open}{LabelOf(category)}{Separator}{ordinal}{Close}");
    }

    /// <summary>Returns a category as it stands in placeholders.</summary>
    internal static string LabelOf(string category) =>
        string.Create(category.Length, category, (label, name) =>
        {
            for (int i = 0; i < label.Length; i++)
            {
                label[i] = char.IsLetterOrDigit(name[i]) ? char.ToUpperInvariant(name[i]) : '_';
            }
        });

    /// <summary>Returns a character of an answer as it would stand in a placeholder of ours.</summary>
    internal static char Fold(char character) => character switch
    {
        '\u3010' => '[',
        '\u3011' => ']',
        _ => char.ToUpperInvariant(char.IsAscii(character) ? character : TextFolding.Fold(character)),
    };

    private static IEnumerable<char> Alternatives(char sign)
    {
        yield return sign;
        if (char.IsAscii(sign))
        {
            yield return (char)(sign + FullWidthOffset);
        }

        if (sign == '[')
        {
            yield return '\u3010';
        }
    }

    private static void ThrowIfNotSign(char character, string parameter)
    {
        if (char.IsLetterOrDigit(character) || char.IsWhiteSpace(character) || character == '\\')
        {
            throw new ArgumentException($"A placeholder's {parameter} cannot start with '{character}'; use a sign such as a bracket.", parameter);
        }
    }
}
