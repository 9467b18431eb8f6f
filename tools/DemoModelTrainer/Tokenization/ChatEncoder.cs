using HybridInference.DemoModelTrainer.Corpus;

namespace HybridInference.DemoModelTrainer.Tokenization;

/// <summary>Writes conversations as tokens in the ChatML form that the exported chat template has.</summary>
internal sealed class ChatEncoder(BpeTokenizer tokenizer)
{
    /// <summary>The chat template of the exported tokenizer_config.json, which <see cref="EncodePrompt"/> must match.</summary>
    public const string Template =
        "{% for message in messages %}"
        + "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
        + "{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    /// <summary>The tokens up to where the assistant's next answer starts.</summary>
    public List<int> EncodePrompt(IReadOnlyList<ChatMessage> messages)
    {
        List<int> tokens = [];
        foreach (var message in messages)
        {
            AddTurn(tokens, message);
        }

        tokens.Add(tokenizer.TurnStart);
        tokens.AddRange(tokenizer.Encode("assistant\n"));
        return tokens;
    }

    /// <summary>The tokens of a conversation, and which of them the assistant writes.</summary>
    public (List<int> Tokens, List<bool> IsAnswer) EncodeForTraining(IReadOnlyList<ChatMessage> messages)
    {
        List<int> tokens = [];
        List<bool> isAnswer = [];
        var answerStart = 2 + tokenizer.Encode("assistant").Count;
        foreach (var message in messages)
        {
            var start = tokens.Count;
            AddTurn(tokens, message);

            // The model writes the content and the end of its turn, but not the line break after it.
            var first = message.Role == "assistant" ? start + answerStart : tokens.Count;
            isAnswer.AddRange(Enumerable.Range(start, tokens.Count - start).Select(i => i >= first && i < tokens.Count - 1));
        }

        return (tokens, isAnswer);
    }

    private void AddTurn(List<int> tokens, ChatMessage message)
    {
        tokens.Add(tokenizer.TurnStart);
        tokens.AddRange(tokenizer.Encode($"{message.Role}\n{message.Content}"));
        tokens.Add(tokenizer.TurnEnd);
        tokens.AddRange(tokenizer.Encode("\n"));
    }
}
