namespace HybridInference.OpenAI;

/// <summary>Settings of a chat client for OpenAI or a server that speaks its protocol.</summary>
/// <remarks>
/// Nothing is read from the environment: what is not set here is not used. An application that keeps its key in an environment
/// variable passes it on itself.
/// </remarks>
public sealed class OpenAIChatClientOptions
{
    /// <summary>Gets or sets the name of the model, as the server knows it. Required.</summary>
    public string? Model { get; set; }

    /// <summary>Gets or sets the base address of the API, usually ending in <c>/v1</c>.</summary>
    /// <value><see langword="null"/>, which is OpenAI's own endpoint.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the key, sent as a bearer token and never logged. Required unless the endpoint is on this machine.</summary>
    /// <value><see langword="null"/>, which sends no <c>Authorization</c> header.</value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the organization that requests are counted for.</summary>
    /// <value><see langword="null"/>, which leaves it to the server.</value>
    public string? OrganizationId { get; set; }

    /// <summary>Gets or sets the project that requests are counted for.</summary>
    /// <value><see langword="null"/>, which leaves it to the server.</value>
    public string? ProjectId { get; set; }

    /// <summary>
    /// Gets or sets how long the server may be silent: before the headers of its response, and between two reads of a streamed one.
    /// A response that is not streamed must be complete within this time.
    /// </summary>
    /// <value>100 seconds.</value>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets or sets how long it may take to connect to the server, encryption included. When it takes longer, the call fails with a
    /// <see cref="TimeoutException"/> that names this option; nothing was sent then.
    /// </summary>
    /// <value><see langword="null"/>, which leaves it to <see cref="NetworkTimeout"/>.</value>
    public TimeSpan? ConnectTimeout { get; set; }

    /// <summary>Gets or sets what the model supports beyond text. Requests that need more are not routed to it.</summary>
    /// <value><see cref="ChatCapabilities.All"/>.</value>
    public ChatCapabilities Capabilities { get; set; } = ChatCapabilities.All;

    /// <summary>Gets or sets the options that the model refuses, such as the temperature. Requests reach it without them.</summary>
    /// <value><see cref="OptionalChatOptions.None"/>.</value>
    public OptionalChatOptions UnsupportedOptions { get; set; }

    /// <summary>Gets or sets the most tokens that prompt and output may have together.</summary>
    /// <value><see langword="null"/>, which is not checked.</value>
    public int? ContextLength { get; set; }

    /// <summary>Gets or sets a value indicating whether an endpoint on another machine may be called without encryption.</summary>
    /// <value><see langword="false"/>.</value>
    public bool AllowUnencrypted { get; set; }

    /// <summary>Gets or sets a value indicating whether an endpoint on another machine may be called without a key.</summary>
    /// <value><see langword="false"/>.</value>
    public bool AllowMissingApiKey { get; set; }

    /// <summary>Gets a value indicating whether the endpoint is on this machine.</summary>
    internal bool IsOnThisMachine => Endpoint is { } endpoint && LoopbackHttpHandler.IsLoopback(endpoint);
}
