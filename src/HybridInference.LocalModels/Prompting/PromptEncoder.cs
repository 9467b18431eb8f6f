using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Turns conversations into the prompts of one model. Thread-safe.</summary>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="template">The model's chat template.</param>
/// <param name="format">How the model writes answers.</param>
/// <param name="vocabularySize">The number of tokens that the model knows; <see langword="null"/> where that is not known.</param>
internal sealed class PromptEncoder(ModelTokenizer tokenizer, ChatTemplate template, AnswerFormat format, int? vocabularySize)
{
    /// <summary>Writes the prompt of a conversation and turns it into tokens.</summary>
    /// <exception cref="ArgumentException">The prompt of these messages is empty.</exception>
    /// <exception cref="InvalidOperationException">The template refuses the conversation.</exception>
    /// <exception cref="ModelLoadException">The tokenizer gives tokens that the model does not know.</exception>
    public RenderedPrompt Encode(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var ids = new List<int>();
        ChatTemplateInput input = ChatTemplateInput.From(messages, options);
        bool continues = ContinuedMessage.IsAsked(input, options) && template.Continues;
        MarkedText prompt = Write(input, continues);
        tokenizer.Encode(prompt, ids);
        if (ids.Count == 0)
        {
            throw new ArgumentException($"The chat template in '{template.Path}' makes an empty prompt of these messages.", nameof(messages));
        }

        CheckRange(ids);
        return new RenderedPrompt([.. ids], continues ? AnswerBeginning.Text : format.IsReasoningOpen(prompt.Text) ? AnswerBeginning.Reasoning : AnswerBeginning.Anything);
    }

    /// <summary>Refuses what the chat template would silently leave out. A template is only tried where it matters.</summary>
    /// <exception cref="NotSupportedException">The template does not write tools or their results.</exception>
    public void CheckTools(bool hasTools, IReadOnlyList<ChatMessage> messages)
    {
        if (hasTools && !template.Tools.RendersTools)
        {
            throw new UnsupportedRequestException("The local model does not support ChatOptions.Tools: its chat template does not write them.");
        }

        if (messages.Any(message => message.Contents.Any(content => content is FunctionResultContent)) && !template.Tools.RendersResults)
        {
            throw new UnsupportedRequestException("The local model does not support FunctionResultContent: its chat template does not write it.");
        }
    }

    private MarkedText Write(ChatTemplateInput input, bool continues)
    {
        try
        {
            return continues ? template.WriteContinued(input) : template.Write(input);
        }
        catch (ChatTemplateException exception)
        {
            throw new ChatTemplateException($"The chat template in '{template.Path}' does not take this conversation: {exception.Message}");
        }
    }

    private void CheckRange(List<int> ids)
    {
        foreach (int id in ids)
        {
            if (id >= vocabularySize)
            {
                throw new ModelLoadException(tokenizer.Path, $"it has the token id {id}, but the model knows only ids below {vocabularySize}. The files are not of one model.");
            }
        }
    }
}
