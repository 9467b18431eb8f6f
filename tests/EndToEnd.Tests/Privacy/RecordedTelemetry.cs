using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EndToEnd.Tests.Privacy;

/// <summary>Keeps everything that HybridInference logs at any level, as text, as values and in scopes, and every tag of its activities and metrics.</summary>
/// <remarks>Middleware that an application puts around the hybrid client is not looked at: it records what the application tells it to.</remarks>
internal sealed class RecordedTelemetry : ILoggerProvider, ILogger
{
    private const string Source = "HybridInference";

    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters;

    public RecordedTelemetry()
    {
        _activities = new()
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Record,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Source)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Record(tags));
        _meters.SetMeasurementEventCallback<int>((_, _, tags, _) => Record(tags));
        _meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Record(tags));
        _meters.Start();
    }

    public int Count => _texts.Count;

    /// <summary>Returns the first record that holds one of some texts, or <see langword="null"/>.</summary>
    public string? Find(IEnumerable<string> texts)
    {
        var search = SearchValues.Create([.. texts], StringComparison.OrdinalIgnoreCase);
        return _texts.FirstOrDefault(text => text.AsSpan().ContainsAny(search));
    }

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith(Source, StringComparison.Ordinal) ? this : NullLogger.Instance;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _texts.Enqueue($"{state} {ValuesOf(state)}");
        return null;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _texts.Enqueue($"{formatter(state, exception)} {ValuesOf(state)} {exception}");

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    /// <summary>What a log or a scope hands on beside its text.</summary>
    private static string ValuesOf<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "";

    private void Record(Activity activity) =>
        _texts.Enqueue($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} "
            + string.Join(' ', activity.Events.Select(item => $"{item.Name} {string.Join(' ', item.Tags)}")));

    private void Record(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _texts.Enqueue($"{tag.Key} {tag.Value}");
        }
    }
}
