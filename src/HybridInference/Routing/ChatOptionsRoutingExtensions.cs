using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Lets a caller say where a request runs.</summary>
public static class ChatOptionsRoutingExtensions
{
    /// <summary>
    /// The key in <see cref="ChatOptions.AdditionalProperties"/>. Its value is a <see cref="RoutingChoice"/> or the name of one.
    /// </summary>
    public const string RoutingChoiceKey = "hybrid.choice";

    /// <summary>Says where requests with these options may or should run.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="choice">The choice.</param>
    /// <returns><paramref name="options"/>.</returns>
    public static ChatOptions RouteTo(this ChatOptions options, RoutingChoice choice)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[RoutingChoiceKey] = choice;
        return options;
    }

    /// <summary>Reads the caller's choice.</summary>
    /// <returns><see langword="false"/> when there is a value that is not a choice.</returns>
    internal static bool TryGetRoutingChoice(this ChatOptions? options, out RoutingChoice choice)
    {
        choice = RoutingChoice.Automatic;
        if (options?.AdditionalProperties is not { } properties || !properties.TryGetValue(RoutingChoiceKey, out object? value))
        {
            return true;
        }

        if (value is RoutingChoice known)
        {
            choice = known;
            return Enum.IsDefined(known);
        }

        return Enum.TryParse(value?.ToString(), ignoreCase: true, out choice) && Enum.IsDefined(choice);
    }
}
