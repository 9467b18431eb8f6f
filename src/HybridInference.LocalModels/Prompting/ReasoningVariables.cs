using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Makes of how much a model should think the variables that chat templates have for it.</summary>
internal static class ReasoningVariables
{
    private const string ThinkingVariable = "enable_thinking";
    private const string EffortVariable = "reasoning_effort";

    /// <summary>Adds <c>enable_thinking</c>, and <c>reasoning_effort</c> where it should think; what the caller has set for itself stays.</summary>
    public static IReadOnlyDictionary<string, object?> AddTo(IReadOnlyDictionary<string, object?>? variables, ReasoningEffort? effort)
    {
        variables ??= new Dictionary<string, object?>();
        if (effort is not { } wanted)
        {
            return variables;
        }

        var all = new Dictionary<string, object?> { [ThinkingVariable] = wanted != ReasoningEffort.None };
        if (Describe(wanted) is { } description)
        {
            all[EffortVariable] = description;
        }

        foreach ((string name, object? value) in variables)
        {
            all[name] = value;
        }

        return all;
    }

    private static string? Describe(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => null,
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        _ => "high",
    };
}
