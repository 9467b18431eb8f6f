using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>The calls of newer Mistral models: the name, perhaps <c>[CALL_ID]</c> and an id, perhaps <c>[ARGS]</c>, and the arguments.</summary>
internal static partial class NamedToolCall
{
    private const int LongestHead = 160;

    /// <summary>What stands between the parts; special tokens in the vocabularies that have them.</summary>
    public static readonly IReadOnlyList<AnswerMarker> Separators = [new("[CALL_ID]", MarkerKind.Call), new("[ARGS]", MarkerKind.Call)];

    /// <summary>Gets whether a text may be what stands before the arguments, or its beginning.</summary>
    public static bool MayBeHead(ReadOnlySpan<char> head) => head.Length <= LongestHead && Beginning.IsMatch(head);

    /// <summary>Reads a call; null if it is none.</summary>
    public static IReadOnlyList<FunctionCallContent>? Read(ReadOnlySpan<char> head, string arguments)
    {
        Match match = Head.Match(head.ToString());
        if (!match.Success)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(arguments);
            return [ToolCallReader.Create(match.Groups[1].Value, document.RootElement)];
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^([\w.-]+)(\[CALL_ID\]\w*)?(\[ARGS\])?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Head { get; }

    [GeneratedRegex(@"^[\w.-]+(\[[\w\[\]]*)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning { get; }
}
