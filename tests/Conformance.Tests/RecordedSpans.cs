using System.Collections.Concurrent;
using System.Diagnostics;

namespace Conformance.Tests;

/// <summary>Keeps the activities of one source, with everything that is in them.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public RecordedSpans()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Gets a name that no other test listens to.</summary>
    public string Source { get; } = $"conformance-{Guid.NewGuid():N}";

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public string Text => string.Join('\n', _ended.Select(ToText));

    public void Dispose() => _listener.Dispose();

    private static string ToText(Activity span) =>
        $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(entry => entry.Tags))}";
}
