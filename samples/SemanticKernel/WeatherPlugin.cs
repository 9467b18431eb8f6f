using System.ComponentModel;
using Microsoft.SemanticKernel;
using Spectre.Console;

namespace HybridInference.Samples.SemanticKernel;

/// <summary>What the kernel can do for the model.</summary>
internal sealed class WeatherPlugin
{
    [KernelFunction("temperature"), Description("Tells the temperature of a city, in degrees Celsius.")]
    public string Temperature(string city)
    {
        AnsiConsole.MarkupLineInterpolated($"[grey]was called [/]temperature({city})");
        return city == "Rome" ? "24" : "9";
    }
}
