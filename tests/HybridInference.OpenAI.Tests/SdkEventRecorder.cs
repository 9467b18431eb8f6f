using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Text;

namespace HybridInference.OpenAI.Tests;

/// <summary>Keeps what the SDK writes to its event sources, at every level.</summary>
internal sealed class SdkEventRecorder : EventListener
{
    private readonly ConcurrentQueue<string> _texts = new();

    public string Text => string.Join('\n', _texts);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("System.ClientModel", StringComparison.Ordinal)
            || eventSource.Name.StartsWith("OpenAI", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.LogAlways);
        }
    }

    // The base constructor may call this before the field is set.
    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        _texts?.Enqueue(string.Join('\n', [eventData.EventName, .. eventData.Payload?.Select(ToText) ?? []]));

    private static string ToText(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}";
}
