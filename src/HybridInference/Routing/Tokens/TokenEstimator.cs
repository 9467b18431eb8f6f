using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Estimates how many tokens a request has, without a tokenizer.</summary>
/// <remarks>
/// Four ASCII characters, or one other character, count as a token, and each message adds four for its frame: rules of thumb for
/// byte-pair vocabularies of 32,000 entries and more on English text. A target with a tokenizer still checks the exact count.
/// </remarks>
internal readonly struct TokenEstimator : ITokenMeasure
{
    private const int CharactersPerToken = 4;

    public static int PerMessage => 4;

    public static int PerAttachment => 256;

    public static int Estimate(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => PromptTokens<TokenEstimator>.Of(messages, options);

    /// <summary>Estimates the tokens of contents, as in an answer.</summary>
    public static long Estimate(IList<AIContent> contents) => PromptTokens<TokenEstimator>.Of(contents);

    public static long Of(string text)
    {
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
