using System.Text.Json;

namespace HybridInference;

/// <summary>Puts values back in whole texts, such as the arguments of a function call.</summary>
internal sealed class RestoringRewriter(RedactionMap map, IReadOnlySet<string> withheld, bool inLinks) : TextRewriter
{
    /// <summary>Gets how many placeholders had a number that does not exist.</summary>
    public int UnknownPlaceholders { get; private set; }

    public override string Rewrite(string text)
    {
        if (!MayChange(text))
        {
            return text;
        }

        var restorer = new TextRestorer(map, withheld, inLinks, IsJson(text));
        string restored = restorer.Restore(text, isLast: true);
        UnknownPlaceholders += restorer.UnknownPlaceholders;
        return restored;
    }

    public override bool MayChange(string text) => map.Count > 0 && text.AsSpan().ContainsAny(map.Format.Openers);

    /// <summary>What cannot change in an answer stays as the model wrote it.</summary>
    public override void Refuse()
    {
    }

    /// <summary>Whether a text is an object or a list in JSON, in which a value must be escaped.</summary>
    private static bool IsJson(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
