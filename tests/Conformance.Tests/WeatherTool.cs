using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Conformance.Tests;

/// <summary>A function that models call, which keeps what it was asked. Thread-safe.</summary>
internal sealed class WeatherTool
{
    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>Gets the cities in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public AIFunction Function => AIFunctionFactory.Create(Tell, "weather");

    public ChatOptions Options => new() { Tools = [Function] };

    public string Tell(string city)
    {
        _asked.Enqueue(city);
        return $"sunny in {city}";
    }
}
