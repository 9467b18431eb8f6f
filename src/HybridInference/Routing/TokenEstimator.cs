using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Estimates how many tokens a request has, without a tokenizer.</summary>
/// <remarks>
/// Four ASCII characters, or one other character, count as a token, and each message adds four for its frame: rules of thumb for
/// byte-pair vocabularies of 32,000 entries and more on English text. A target with a tokenizer still checks the exact count.
/// </remarks>
internal static class TokenEstimator
{
    private const int CharactersPerToken = 4;
    private const int TokensPerMessage = 4;
    private const int TokensPerImage = 256;

    public static int Estimate(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        long tokens = Estimate(options?.Instructions);
        for (int i = 0; i < options?.Tools?.Count; i++)
        {
            tokens += Estimate(options.Tools[i].Name) + Estimate(options.Tools[i].Description);
        }

        for (int i = 0; i < messages.Count; i++)
        {
            tokens += TokensPerMessage + Estimate(messages[i].Contents);
        }

        return (int)Math.Min(tokens, int.MaxValue);
    }

    /// <summary>Estimates the tokens of contents, as in an answer.</summary>
    public static long Estimate(IList<AIContent> contents)
    {
        long tokens = 0;
        for (int i = 0; i < contents.Count; i++)
        {
            tokens += Estimate(contents[i]);
        }

        return tokens;
    }

    private static long Estimate(AIContent content) => content switch
    {
        TextContent text => Estimate(text.Text),
        TextReasoningContent reasoning => Estimate(reasoning.Text),
        FunctionCallContent call => Estimate(call.Name) + Estimate(ContentText.OfArguments(call).GetRawText()),
        FunctionResultContent result => Estimate(result.Result as string ?? ContentText.OfValue(result.Result).GetRawText()),
        DataContent or UriContent => TokensPerImage,
        _ => 0,
    };

    private static long Estimate(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        int others = Ascii.IsValid(text) ? 0 : CountNonAscii(text);
        return others + ((text.Length - others + CharactersPerToken - 1) / CharactersPerToken);
    }

    private static int CountNonAscii(string text)
    {
        int count = 0;
        foreach (char character in text)
        {
            count += char.IsAscii(character) ? 0 : 1;
        }

        return count;
    }
}
