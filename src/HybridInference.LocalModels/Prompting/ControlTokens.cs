using System.Buffers;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels;

/// <summary>
/// The tokens that control a model. Only the chat template may write them: where they stand in the text of a message, a tool or a
/// variable, they are plain text, or else whoever writes a message could end it and begin one of another role. Thread-safe.
/// </summary>
/// <remarks>
/// Special tokens count, and of the other added tokens those that look like markup and that the template itself writes, such as
/// <c>&lt;tool_response&gt;</c>. What the assistant has said may have the latter, as templates take reasoning out of it.
/// </remarks>
internal sealed class ControlTokens
{
    private const int ShortestMarkup = 3;

    private readonly ModelTokenizer _tokenizer;
    private readonly string _template;
    private readonly TokenOccurrences _special;
    private readonly TokenOccurrences _all;

    public ControlTokens(ModelTokenizer tokenizer, string template)
    {
        _tokenizer = tokenizer;
        _template = template;
        AddedToken[] special = [.. tokenizer.AddedTokens.Where(token => token.IsSpecial)];
        _special = new TokenOccurrences(special.Select(token => token.Content));
        _all = new TokenOccurrences(
            special.Concat(tokenizer.AddedTokens.Where(token => IsMarkup(token.Content) && template.Contains(token.Content, StringComparison.Ordinal)))
                .Select(token => token.Content));
    }

    /// <summary>Makes what protects the values of a template's variables; null where none has a control token, as is usual.</summary>
    /// <exception cref="NotSupportedException">The texts have every character that could be the mark.</exception>
    public TextGuard? CreateGuard(IEnumerable<object?> values)
    {
        List<string> texts = [];
        foreach (object? value in values)
        {
            TemplateTexts.Collect(value, texts);
        }

        return texts.Exists(IsAffected) ? new TextGuard(this, FindMark(texts)) : null;
    }

    /// <summary>Puts marks into the tokens of a text, so that they are none.</summary>
    public string Protect(string text, char mark, bool isAssistant)
    {
        string marked = (isAssistant ? _special : _all).Split(text, mark);
        return ReferenceEquals(marked, text) && AppearsWhenNormalized(text) ? TokenOccurrences.SplitEverywhere(text, mark) : marked;
    }

    private static bool IsMarkup(string token) => token.Length >= ShortestMarkup && token.AsSpan().ContainsAny("<>[]|");

    private bool IsAffected(string text) => _all.AreIn(text) || AppearsWhenNormalized(text);

    // Letters of full width, for example, become the ordinary ones.
    private bool AppearsWhenNormalized(string text) => _tokenizer.NormalizesIntoTokens && _all.AreIn(_tokenizer.Normalize(text));

    /// <summary>Finds a character that nobody uses: one of those that Unicode keeps out of text, or of those for private use.</summary>
    private char FindMark(List<string> texts)
    {
        foreach ((char first, char last) in (ReadOnlySpan<(char, char)>)[('\uFDD0', '\uFDEF'), ('\uE000', '\uF8FF')])
        {
            SearchValues<char> candidates = SearchValues.Create([.. Enumerable.Range(first, last - first + 1).Select(value => (char)value)]);
            HashSet<char> used = [.. texts.Append(_template).SelectMany(text => text.Where(candidates.Contains))];
            for (char mark = first; mark <= last; mark++)
            {
                if (!used.Contains(mark))
                {
                    return mark;
                }
            }
        }

        throw new UnsupportedRequestException("The messages have control tokens and every character that could keep them apart from the template's own.");
    }
}
