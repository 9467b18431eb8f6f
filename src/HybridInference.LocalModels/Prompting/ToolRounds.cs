using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels;

/// <summary>Writes calls and their results in the ways of templates that do not take them as they are.</summary>
internal static class ToolRounds
{
    /// <summary>Makes a message of each call, with its result after it.</summary>
    public static IReadOnlyList<ChatTemplateMessage> OneCallEach(IReadOnlyList<ChatTemplateMessage> messages)
    {
        List<ChatTemplateMessage> rounds = [];
        HashSet<ChatTemplateMessage> used = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < messages.Count; i++)
        {
            if (messages[i].ToolCalls.Count > 1)
            {
                AddRounds(messages, i, rounds, used);
            }
            else if (used.Add(messages[i]))
            {
                rounds.Add(messages[i]);
            }
        }

        return rounds;
    }

    /// <summary>Writes calls as text in JSON, after what the assistant says with them.</summary>
    public static IReadOnlyList<ChatTemplateMessage> CallsAsText(IReadOnlyList<ChatTemplateMessage> messages) =>
    [
        .. messages.Select(message => message.ToolCalls.Count == 0
            ? message
            : message with { Content = message.Content + Write(message.ToolCalls), ToolCalls = [] }),
    ];

    private static void AddRounds(
        IReadOnlyList<ChatTemplateMessage> messages, int index, List<ChatTemplateMessage> rounds, HashSet<ChatTemplateMessage> used)
    {
        ChatTemplateMessage message = messages[index];
        foreach (ChatTemplateToolCall call in message.ToolCalls)
        {
            rounds.Add(message with { ToolCalls = [call] });
            message = message with { Content = "", ReasoningContent = null };
            ChatTemplateMessage? result = messages.Skip(index).FirstOrDefault(later => later.ToolCallId == call.Id && !used.Contains(later));
            if (result is not null)
            {
                used.Add(result);
                rounds.Add(result);
            }
        }
    }

    private static string Write(IReadOnlyList<ChatTemplateToolCall> calls)
    {
        ListValue list = new([.. calls.Select(call => (object)new MapValue([new("name", call.Name), new("arguments", JsonValues.From(call.Arguments))]))]);
        return JsonText.Write(list, new JsonTextOptions(), new RenderBudget());
    }
}
