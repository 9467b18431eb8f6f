using System.Buffers;
using System.Text;

namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Tidies generated text, and then writes some of it as carelessly as people do.</summary>
/// <remarks>Characters of the private use area stand for values that must stay verbatim; they are left alone.</remarks>
internal static class TextNoise
{
    private static readonly SearchValues<char> AsciiLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Starts every sentence with a capital letter and removes doubled spaces.</summary>
    public static string Tidy(string text)
    {
        var result = new StringBuilder();
        var startsSentence = true;
        foreach (var character in text)
        {
            if (character == ' ' && (result.Length == 0 || result[^1] is ' ' or '\n'))
            {
                continue;
            }

            result.Append(startsSentence ? char.ToUpperInvariant(character) : character);
            startsSentence = StartsSentenceAfter(character, startsSentence, result);
        }

        return result.ToString().Trim();
    }

    /// <summary>Changes case, drops the last full stop or misspells a word, each now and then.</summary>
    public static string Apply(string text, Random random)
    {
        var kind = random.NextDouble();
        var cased = kind < 0.12 ? text.ToLowerInvariant() : kind < 0.14 ? text.ToUpperInvariant() : text;
        if (random.NextDouble() < 0.12 && cased.EndsWith('.'))
        {
            cased = cased[..^1];
        }

        var spelled = random.NextDouble() < 0.08 ? Misspell(cased, random) : cased;
        return random.NextDouble() < 0.2 ? InsertWords(spelled, random) : spelled;
    }

    private static bool StartsSentenceAfter(char character, bool startsSentence, StringBuilder text) =>
        character is '\n'
        || (char.IsWhiteSpace(character) && EndsSentence(text))
        || (startsSentence && !char.IsLetterOrDigit(character) && !IsReserved(character));

    private static bool EndsSentence(StringBuilder text) => text.Length > 1 && text[^2] is ('.' or '!' or '?');

    private static bool IsReserved(char character) => character is >= '\uE000' and <= '\uF8FF';

    /// <summary>Puts a few made-up words between the words of a text; whatever the text says, it still says.</summary>
    private static string InsertWords(string text, Random random)
    {
        var words = text.Split(' ').ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            words.Insert(random.Next(words.Count + 1), InventedWords.Create(random));
        }

        return string.Join(' ', words);
    }

    private static string Misspell(string text, Random random)
    {
        var at = random.Next(text.Length);
        var isInsideWord = at > 0 && at + 1 < text.Length && text.AsSpan(at - 1, 3).IndexOfAnyExcept(AsciiLetters) < 0;
        if (!isInsideWord)
        {
            return text;
        }

        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            _ => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
        };
    }
}
