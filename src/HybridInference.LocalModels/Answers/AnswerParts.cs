using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Collects the parts of an answer until they are taken. Not thread-safe.</summary>
/// <param name="isOneCall">Whether the answer ends with its first call.</param>
/// <param name="hidesReasoning">Whether reasoning is left out.</param>
internal sealed class AnswerParts(bool isOneCall, bool hidesReasoning)
{
    private List<AIContent>? _contents;

    /// <summary>Gets whether there was a call.</summary>
    public bool HasCall { get; private set; }

    /// <summary>Gets whether the one call that there may be was there.</summary>
    public bool IsComplete => HasCall && isOneCall;

    /// <summary>Makes the part that a text is, where that is all there is.</summary>
    /// <remarks>A list of one, as most have: its default is room for four, for every token.</remarks>
    public static List<AIContent> OfText(string text) => new(1) { new TextContent(text) };

    /// <summary>Takes what was added since the last time; null where that is nothing.</summary>
    public List<AIContent>? Take()
    {
        List<AIContent>? contents = _contents;
        _contents = null;
        return contents;
    }

    public void AddText(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_contents is [.., TextContent last])
        {
            last.Text += text;
        }
        else
        {
            Add(new TextContent(text));
        }
    }

    public void AddReasoning(ReadOnlySpan<char> text)
    {
        if (!hidesReasoning && !text.IsEmpty)
        {
            Add(new TextReasoningContent(text.ToString()));
        }
    }

    public void AddCalls(IReadOnlyList<FunctionCallContent> calls)
    {
        HasCall = true;
        foreach (FunctionCallContent call in isOneCall ? calls.Take(1) : calls)
        {
            Add(call);
        }
    }

    private void Add(AIContent content) => (_contents ??= new List<AIContent>(1)).Add(content);
}
