using System.Runtime.CompilerServices;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace EndToEnd.Tests.Privacy;

/// <summary>Local sides for conversations whose private value a tool can look up: a model that has seen it may repeat it anywhere.</summary>
internal static class LocalModels
{
    /// <summary>How the answers begin that quote the request.</summary>
    public const string Opening = "You said: ";

    public static FakeChatClient Replying() => FakeChatClient.Replying("a local answer that is long enough to be known again");

    public static FakeChatClient Failing() => FakeChatClient.Failing(new HttpRequestException("down"));

    /// <summary>Fails in the middle of an answer that quotes the request and, every other time, the private value.</summary>
    public static FakeChatClient Interrupted() => new()
    {
        GetResponseAsyncCallback = (_, _, _) => Task.FromException<ChatResponse>(new HttpRequestException("reset")),
        GetStreamingResponseAsyncCallback = (messages, options, _) => QuoteAsync(messages, options, new HttpRequestException("reset")),
    };

    /// <summary>Answers like <see cref="Interrupted"/>, to the end, but only after some time.</summary>
    public static FakeChatClient Slow(TimeSpan time)
    {
        return new()
        {
            GetResponseAsyncCallback = (messages, options, cancellationToken) => Stream(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken),
            GetStreamingResponseAsyncCallback = (messages, options, cancellationToken) => Stream(messages, options, cancellationToken),
        };

        async IAsyncEnumerable<ChatResponseUpdate> Stream(
            IReadOnlyList<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(time, cancellationToken);
            await foreach (ChatResponseUpdate update in QuoteAsync(messages, options, failure: null))
            {
                yield return update;
            }
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> QuoteAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, Exception? failure)
    {
        yield return new(ChatRole.Assistant, Opening);
        yield return new(ChatRole.Assistant, messages[^1].Text);
        if (messages[^1].Text.Length % 2 == 0)
        {
            AIFunction lookUp = options!.Tools!.OfType<AIFunction>().Last();
            yield return new(ChatRole.Assistant, $"\nAnd I know:\n{await lookUp.InvokeAsync()}\n");
        }

        yield return failure is null ? FakeStream.End() : throw failure;
    }
}
