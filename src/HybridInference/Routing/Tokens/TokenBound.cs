using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The most tokens that a request can have.</summary>
/// <remarks>
/// No token of a byte-level vocabulary, or of one that falls back to bytes, is shorter than a byte of UTF-8, so a text never has more
/// tokens than bytes. Frames and attachments are counted above what providers document: 16 tokens a message or tool, 4,096 an image.
/// </remarks>
internal readonly struct TokenBound : ITokenMeasure
{
    public static int PerMessage => 16;

    public static int PerAttachment => 4096;

    public static int Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => PromptTokens<TokenBound>.Of(messages, options);

    public static long Of(string text) => Encoding.UTF8.GetByteCount(text);
}
