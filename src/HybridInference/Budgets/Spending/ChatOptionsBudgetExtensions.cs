using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Lets a caller say for whom a request is.</summary>
public static class ChatOptionsBudgetExtensions
{
    /// <summary>The key of the tenant in <see cref="ChatOptions.AdditionalProperties"/>.</summary>
    public const string TenantKey = "hybrid.tenant";

    /// <summary>The key of the user in <see cref="ChatOptions.AdditionalProperties"/>.</summary>
    public const string UserKey = "hybrid.user";

    /// <summary>Says for whom requests with these options are.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The user within the tenant, if budgets are per user. Give an opaque identifier: stores keep it.</param>
    /// <returns><paramref name="options"/>.</returns>
    public static ChatOptions ForTenant(this ChatOptions options, string tenant, string? user = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        AdditionalPropertiesDictionary properties = options.AdditionalProperties ??= [];
        properties[TenantKey] = tenant;
        if (user is not null)
        {
            properties[UserKey] = user;
        }

        return options;
    }

    internal static string? GetTenant(ChatOptions? options) => Find(options, TenantKey);

    internal static string? GetUser(ChatOptions? options) => Find(options, UserKey);

    private static string? Find(ChatOptions? options, string key) =>
        options?.AdditionalProperties is { } properties && properties.TryGetValue(key, out object? value) ? value?.ToString() : null;
}
