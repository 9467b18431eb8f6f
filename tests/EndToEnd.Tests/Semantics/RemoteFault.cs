using HybridInference.LoopbackServer;

namespace EndToEnd.Tests.Semantics;

/// <summary>One thing that a remote side does wrong, and what comes of it on both paths.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Streamed">What it means for a streamed request.</param>
/// <param name="Whole">What it means for a request that is answered in one piece.</param>
internal sealed record RemoteFault(string Name, RemoteEffect Streamed, RemoteEffect Whole)
{
    private static readonly LoopbackReply Answer = LoopbackReply.Text("one two three");

    public LoopbackReply Reply { get; private init; } = Answer;

    public RemotePlace Place { get; private init; }

    /// <summary>Whether only a time limit ends the call.</summary>
    public bool Hangs { get; private init; }

    /// <summary>Whether the next request leaves the target alone.</summary>
    public bool CoolsDown { get; private init; }

    public static IReadOnlyList<RemoteFault> All { get; } =
    [
        Status("429 with Retry-After", RemoteEffect.GoesOn, LoopbackReply.Error(429).WithHeader("Retry-After", "60")) with { CoolsDown = true },
        Status("429 without Retry-After", RemoteEffect.GoesOn, LoopbackReply.Error(429)),
        Status("500", RemoteEffect.GoesOn, LoopbackReply.Error(500)),
        Status("503", RemoteEffect.GoesOn, LoopbackReply.Error(503)),
        Status("401", RemoteEffect.Throws, LoopbackReply.Error(401, "invalid_api_key")),
        Status("400 context length", RemoteEffect.GoesOn, LoopbackReply.Error(400, "context_length_exceeded")),
        Status("400 content filter", RemoteEffect.Throws, LoopbackReply.Error(400, "content_filter")),
        new("refused connection", RemoteEffect.GoesOn, RemoteEffect.GoesOn) { Place = RemotePlace.Refusing },
        new("connect hang", RemoteEffect.GoesOn, RemoteEffect.GoesOn) { Place = RemotePlace.Silent, Hangs = true },
        Broken("first-byte hang", RemoteEffect.GoesOn, LoopbackFault.HangBeforeHeaders) with { Hangs = true },
        Broken("reset before the headers", RemoteEffect.GoesOn, LoopbackFault.AbortBeforeHeaders),
        Broken("reset before the first token", RemoteEffect.GoesOn, LoopbackFault.AbortAfter(0)),
        Broken("reset after the first token", RemoteEffect.Interrupts, LoopbackFault.AbortAfter(1)),
        Broken("clean end without finish reason", RemoteEffect.Truncates, LoopbackFault.EndAfter(2)),
        Broken("malformed first chunk", RemoteEffect.GoesOn, LoopbackFault.MalformedAfter(0)),
        Broken("malformed chunk after content", RemoteEffect.Interrupts, LoopbackFault.MalformedAfter(1)),
        new("missing usage", RemoteEffect.Answers, RemoteEffect.Answers) { Reply = Answer with { Usage = null } },
        new("usage-only last chunk", RemoteEffect.Answers, RemoteEffect.Answers) { Reply = Answer with { Usage = new(7, 5) } },
        new("unknown finish reason", RemoteEffect.Interrupts, RemoteEffect.GoesOn) { Reply = Answer with { FinishReason = "eos" } },
    ];

    public RemoteEffect EffectOf(bool streaming) => streaming ? Streamed : Whole;

    private static RemoteFault Status(string name, RemoteEffect effect, LoopbackReply reply) => new(name, effect, effect) { Reply = reply };

    /// <summary>A body in one piece that breaks anywhere is no answer.</summary>
    private static RemoteFault Broken(string name, RemoteEffect streamed, LoopbackFault fault) =>
        new(name, streamed, RemoteEffect.GoesOn) { Reply = Answer with { Fault = fault } };
}
