using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>A function of the caller, with another description and schema.</summary>
internal sealed class RedactedFunction(AIFunction function, string description, JsonElement schema) : DelegatingAIFunction(function)
{
    public override string Description => description;

    public override JsonElement JsonSchema => schema;
}
