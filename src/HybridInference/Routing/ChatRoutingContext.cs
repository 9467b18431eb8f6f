using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>A request as policies see it: its messages, its options, the targets, and features computed at most once, when asked for.</summary>
/// <remarks>Made for one request and used by one policy at a time; not thread-safe.</remarks>
public sealed class ChatRoutingContext
{
    /// <summary>What stands for a number that nobody has asked for yet; it takes half the room of a nullable one.</summary>
    private const int Unknown = -1;

    private readonly PrivateDataScanner _scanner;
    private int _estimatedInputTokens = Unknown;
    private int _maxInputTokens = Unknown;
    private ChatCapabilities _requiredCapabilities = (ChatCapabilities)Unknown;
    private IReadOnlyList<PrivateDataFinding>? _privateData;

    /// <summary>Initializes the context of one request.</summary>
    /// <param name="messages">The messages; enumerated here, once.</param>
    /// <param name="options">The caller's options, which are not changed.</param>
    /// <param name="targets">The targets that policies judge.</param>
    /// <param name="detector">Finds private data; the built-in detector when <see langword="null"/>.</param>
    public ChatRoutingContext(
        IEnumerable<ChatMessage> messages, ChatOptions? options, IReadOnlyList<RouteTarget> targets, IPiiDetector? detector = null)
        : this(messages, options, targets, detector is null ? PrivateDataScanner.Default : new(new EncodedTextDetector(detector), RawRepresentations.Unread), issuers: null)
    {
    }

    internal ChatRoutingContext(
        IEnumerable<ChatMessage> messages, ChatOptions? options, IReadOnlyList<RouteTarget> targets, PrivateDataScanner scanner, IssuerMemory? issuers)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(targets);
        Messages = messages.ToArray();
        Options = options;
        Targets = targets;
        _scanner = scanner;
        Pin = issuers?.FindPin(Messages, options);
    }

    /// <summary>Gets the messages. The list is a copy that later changes of the caller's list do not reach.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>Gets the caller's options, or <see langword="null"/>. Policies must not change them.</summary>
    public ChatOptions? Options { get; }

    /// <summary>Gets the targets, in the order of their registration.</summary>
    public IReadOnlyList<RouteTarget> Targets { get; }

    /// <summary>Gets an estimate of the prompt's length in tokens, tools and instructions included; see <see cref="TokenEstimator"/>.</summary>
    public int EstimatedInputTokens =>
        _estimatedInputTokens != Unknown ? _estimatedInputTokens : _estimatedInputTokens = TokenEstimator.Estimate(Messages, Options);

    /// <summary>Gets the most tokens that the prompt can have, tools and instructions included: no more than its bytes.</summary>
    public int MaxInputTokens => _maxInputTokens != Unknown ? _maxInputTokens : _maxInputTokens = TokenBound.Of(Messages, Options);

    /// <summary>Gets what the request needs beyond text.</summary>
    public ChatCapabilities RequiredCapabilities =>
        _requiredCapabilities != (ChatCapabilities)Unknown ? _requiredCapabilities : _requiredCapabilities = FindRequiredCapabilities();

    /// <summary>Gets the private data in the request: categories, places and counts, never values.</summary>
    /// <exception cref="Exception">Whatever the detector throws. A caller treats that as private.</exception>
    public IReadOnlyList<PrivateDataFinding> PrivateData => _privateData ??= _scanner.Scan(Messages, Options);

    /// <summary>Gets the private data when a policy has asked for it, otherwise <see langword="null"/>.</summary>
    internal IReadOnlyList<PrivateDataFinding>? KnownPrivateData => _privateData;

    /// <summary>Gets the targets that the request belongs to, or <see langword="null"/> when it belongs to none.</summary>
    internal RequestPin? Pin { get; private init; }

    /// <summary>Gets whether a provider keeps the conversation, and the messages alone do not have all of it.</summary>
    internal bool IsHistoryMissing => Options is { ConversationId: not null, ContinuationToken: null } && Pin is not { HoldsHistory: true };

    /// <summary>Whether a target would add to the messages a conversation that it keeps.</summary>
    internal bool GoesOnWithConversationAt(RouteTarget target) =>
        target.IsRemote && Options is { ConversationId: not null } && (Pin?.Conversation is not { } kept || kept.Target == target.Name);

    /// <summary>
    /// Returns the model that the caller names for a target. A model's name belongs to the provider that serves it, so it is for the first remote target;
    /// the others have their own.
    /// </summary>
    internal string? FindModel(RouteTarget target)
    {
        for (int i = 0; Options?.ModelId is not null && i < Targets.Count; i++)
        {
            if (Targets[i].IsRemote)
            {
                return Targets[i].Name == target.Name ? Options.ModelId : null;
            }
        }

        return null;
    }

    /// <summary>Returns the same request with a message more, and other options. It belongs to the same targets.</summary>
    internal ChatRoutingContext With(ChatMessage message, ChatOptions? options) =>
        new([.. Messages, message], options, Targets, _scanner, issuers: null) { Pin = Pin };

    /// <summary>Finds the messages of a private request that had left the machine before.</summary>
    internal IReadOnlyList<PriorExposure> FindExposures(ConversationMemory memory) =>
        KnownPrivateData is { Count: > 0 } ? memory.FindExposures(Messages) : [];

    /// <summary>A conversation whose history the messages hold can leave the provider that keeps it, so it needs none that does.</summary>
    private ChatCapabilities FindRequiredCapabilities()
    {
        ChatCapabilities required = CapabilityRequirements.Of(Messages, Options);
        bool canLeave = Pin is { HoldsHistory: true } && Options?.ContinuationToken is null;
        return canLeave ? required & ~ChatCapabilities.ServerState : required;
    }
}
