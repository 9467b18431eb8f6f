using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>
/// Ends a prompt within the assistant's last message, whatever the template writes after it: the message gets a character at its end that
/// Unicode keeps out of text, and the prompt is cut there.
/// </summary>
internal static class ContinuedMessage
{
    public const string End = "\uFDEF";

    private const string Answer = "probe_of_answer";

    /// <summary>Gets whether a request asks to go on with its last message: one of the assistant with text that may have any form.</summary>
    public static bool IsAsked(ChatTemplateInput input, ChatOptions? options) =>
        options?.ResponseFormat is not ChatResponseFormatJson && options?.ToolMode is not RequiredChatToolMode
        && input.Messages is [.., { ToolCalls.Count: 0 } last] && last.Role == ChatRole.Assistant.Value && !string.IsNullOrWhiteSpace(last.Content);

    /// <summary>Gets the part of a prompt that ends with the message.</summary>
    /// <exception cref="ChatTemplateException">The template leaves the end of the message out.</exception>
    public static string Cut(string prompt) => prompt.LastIndexOf(End, StringComparison.Ordinal) is >= 0 and int end
        ? prompt[..end]
        : throw new ChatTemplateException("it does not write the end of the assistant's last message, which the answer is to go on with.");

    /// <summary>Finds out whether a template writes the assistant's last message where an answer begins, and as it is.</summary>
    public static bool Probe(Func<ChatTemplateInput, string> render)
    {
        var question = new ChatTemplateInput { Messages = [new(ChatRole.User.Value, "x")] };
        try
        {
            string begun = render(question.With([.. question.Messages, new(ChatRole.Assistant.Value, Answer)]).WithEnd(End));
            return begun.Contains(Answer + End, StringComparison.Ordinal) && Cut(begun).StartsWith(render(question), StringComparison.Ordinal);
        }
        catch (ChatTemplateException)
        {
            return false;
        }
    }
}
