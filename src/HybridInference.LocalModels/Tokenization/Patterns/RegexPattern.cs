using System.Text.RegularExpressions;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>A regular expression of Oniguruma, which Hugging Face's library uses.</summary>
internal sealed class RegexPattern : TextPattern
{
    // A pattern of a damaged file may try endlessly; those of real tokenizers take microseconds.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(30);

    private readonly NamedCharacters _characters = new();
    private readonly Regex _regex;

    /// <summary>Initializes the pattern.</summary>
    /// <exception cref="ArgumentException">The expression has a mistake.</exception>
    public RegexPattern(string pattern)
    {
        string translated = OnigurumaTranslator.Translate(pattern, _characters);
        if (_characters.HasAstral)
        {
            _characters.FindStandIns();
            translated = OnigurumaTranslator.Translate(pattern, _characters);
        }

        _regex = new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.Multiline, LongestMatch);
    }

    /// <summary>Reads the pattern.</summary>
    public static RegexPattern ReadRegex(ModelJson json)
    {
        string pattern = json.AsString();
        try
        {
            return new RegexPattern(pattern);
        }
        catch (Exception exception) when (exception is ArgumentException or InsufficientExecutionStackException)
        {
            throw json.Error($"the regular expression '{pattern}' is not supported: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    protected override void FindMatches(ReadOnlySpan<char> text, List<PatternPart> matches)
    {
        if (_characters.NeedStandIns(text))
        {
            FindInPlane(new BasicPlaneText(text, _characters), matches);
            return;
        }

        foreach (ValueMatch match in _regex.EnumerateMatches(text))
        {
            matches.Add(new PatternPart(match.Index, match.Index + match.Length, IsMatch: true));
        }
    }

    private void FindInPlane(BasicPlaneText text, List<PatternPart> matches)
    {
        foreach (ValueMatch match in _regex.EnumerateMatches(text.Text))
        {
            matches.Add(new PatternPart(text.Offset(match.Index), text.Offset(match.Index + match.Length), IsMatch: true));
        }
    }
}
