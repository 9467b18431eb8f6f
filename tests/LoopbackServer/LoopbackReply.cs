namespace HybridInference.LoopbackServer;

/// <summary>The script of one reply. The same script serves a request that streams and one that does not.</summary>
public sealed record LoopbackReply
{
    /// <summary>Gets the text, one element per streamed chunk.</summary>
    public IReadOnlyList<string> Chunks { get; init; } = [];

    public IReadOnlyList<LoopbackToolCall> ToolCalls { get; init; } = [];

    /// <summary>Gets the finish reason, any text, or <see langword="null"/> to send none.</summary>
    public string? FinishReason { get; init; } = "stop";

    /// <summary>Gets the usage, or <see langword="null"/> to send none. A stream carries it only if the request asks for it.</summary>
    public LoopbackUsage? Usage { get; init; }

    /// <summary>
    /// Gets a value indicating whether a stream carries the usage in the chunk with the finish reason instead of a last chunk of its own.
    /// </summary>
    public bool UsageWithFinishReason { get; init; }

    /// <summary>Gets the wait before the status line is sent.</summary>
    public TimeSpan DelayBeforeHeaders { get; init; }

    /// <summary>Gets the wait between the headers and the first chunk, or the body.</summary>
    public TimeSpan DelayBeforeFirstChunk { get; init; }

    public TimeSpan DelayBetweenChunks { get; init; }

    /// <summary>Gets the most bytes that are written at once, so that a chunk arrives in pieces; zero for no limit.</summary>
    public int BytesPerWrite { get; init; }

    /// <summary>Gets the status code. Anything but 200 sends <see cref="Body"/> in place of an answer.</summary>
    public int StatusCode { get; init; } = 200;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the body that is sent with a status code other than 200.</summary>
    public string Body { get; init; } = "";

    public LoopbackFault? Fault { get; init; }

    /// <summary>Creates a reply that streams the text word by word and reports plausible usage.</summary>
    public static LoopbackReply Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = [.. text.Split(' ').Select(static (word, index) => index == 0 ? word : " " + word)];
        return new() { Chunks = words, Usage = new(PromptTokens: 10, CompletionTokens: words.Length) };
    }

    /// <summary>Creates a reply with an error status and the error object that OpenAI sends with it.</summary>
    public static LoopbackReply Error(int statusCode, string? code = null, string type = "error", string message = "Simulated error.") =>
        new() { StatusCode = statusCode, Body = Wire.ErrorJson.Write(code, type, message) };

    /// <summary>Creates a reply that sends the client elsewhere.</summary>
    public static LoopbackReply Redirect(Uri location, int statusCode = 307)
    {
        ArgumentNullException.ThrowIfNull(location);
        return new() { StatusCode = statusCode, Headers = new Dictionary<string, string> { ["Location"] = location.AbsoluteUri } };
    }

    /// <summary>Returns this reply with one more header.</summary>
    public LoopbackReply WithHeader(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [name] = value } };
}
