using System.Collections.Concurrent;
using System.Diagnostics;

namespace HybridInference.OpenAI.Tests;

/// <summary>Keeps the text of every activity that ends in this process.</summary>
internal sealed class ActivityRecorder : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

    public ActivityRecorder()
    {
        _listener = new()
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _texts.Enqueue(ToText(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public string Text => string.Join('\n', _texts);

    public void Dispose() => _listener.Dispose();

    private static string ToText(Activity activity) => string.Join(
        '\n',
        [
            activity.DisplayName,
            .. activity.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"),
            .. activity.Events.SelectMany(static entry => entry.Tags).Select(static tag => $"{tag.Key}={tag.Value}"),
        ]);
}
