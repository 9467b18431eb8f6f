using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Reads from the additional properties of a request whether log-probabilities are wanted. The names and the limit are OpenAI's.</summary>
internal static class LogProbabilityOptions
{
    public const string Property = "logprobs";
    public const string TopProperty = "top_logprobs";
    public const int MostTop = 20;

    /// <summary>Reads how many of the most likely tokens are wanted at each place; null where no log-probabilities are.</summary>
    /// <exception cref="ArgumentException">A value is not valid.</exception>
    public static int? Read(ChatOptions? options)
    {
        bool isAsked = ReadFlag(options?.AdditionalProperties?.GetValueOrDefault(Property));
        int top = ReadTop(options?.AdditionalProperties?.GetValueOrDefault(TopProperty));
        return isAsked || top == 0
            ? isAsked ? top : null
            : throw new ArgumentException($"The additional property '{TopProperty}' needs '{Property}' to be true.", nameof(options));
    }

    private static bool ReadFlag(object? value) => value switch
    {
        null or false or JsonElement { ValueKind: JsonValueKind.False or JsonValueKind.Null } => false,
        true or JsonElement { ValueKind: JsonValueKind.True } => true,
        _ => throw new ArgumentException($"The additional property '{Property}' should be true or false but is '{value}'.", nameof(value)),
    };

    private static int ReadTop(object? value)
    {
        long? top = value switch
        {
            null or JsonElement { ValueKind: JsonValueKind.Null } => 0,
            int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            JsonElement { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long integer) => integer,
            _ => null,
        };
        return top is >= 0 and <= MostTop
            ? (int)top
            : throw new ArgumentException($"The additional property '{TopProperty}' should be a whole number from 0 to {MostTop} but is '{value}'.", nameof(value));
    }
}
