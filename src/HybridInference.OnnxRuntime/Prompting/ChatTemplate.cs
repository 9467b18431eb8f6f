using System.Text;

namespace HybridInference.OnnxRuntime;

/// <summary>The template that turns a conversation into the text that a model was trained on.</summary>
internal sealed class ChatTemplate
{
    private const string Start = "<|im_start|>";

    private readonly string _end;

    private ChatTemplate(string end)
    {
        _end = end;
    }

    /// <summary>Loads the template of a model folder; null where it has none.</summary>
    public static ChatTemplate? Load(string folder, ModelTokenizer tokenizer, TimeProvider timeProvider) => new("<|im_end|>\n");

    /// <summary>Writes the prompt of a conversation.</summary>
    public string Render(ChatTemplateInput input)
    {
        // The interpreter is on its way: until then every template is taken for ChatML.
        StringBuilder prompt = new();
        foreach (ChatTemplateMessage message in input.Messages)
        {
            prompt.Append($"{Start}{message.Role}\n{message.Content}{_end}");
        }

        return (input.AddGenerationPrompt ? prompt.Append("<|im_start|>assistant\n") : prompt).ToString();
    }
}
