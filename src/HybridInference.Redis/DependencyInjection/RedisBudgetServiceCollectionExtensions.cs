using HybridInference;
using HybridInference.Redis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers budgets that are kept in Redis.</summary>
public static class RedisBudgetServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="RedisBudgetStore"/> as the application's <see cref="IBudgetStore"/>, unless there is one.</summary>
    /// <remarks>The connection is the application's <see cref="IConnectionMultiplexer"/> when there is one. It connects in the background, and again by itself.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The connection's settings, such as <c>redis.example.com:6379</c>.</param>
    /// <param name="keyPrefix">The prefix of all keys, with a hash tag; <see cref="RedisBudgetStore.DefaultKeyPrefix"/> when <see langword="null"/>.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddRedisBudgetStore(this IServiceCollection services, string configuration, string? keyPrefix = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        services.TryAddSingleton<IConnectionMultiplexer>(_ => Connect(configuration));
        services.TryAddSingleton<IBudgetStore>(provider =>
            new RedisBudgetStore(provider.GetRequiredService<IConnectionMultiplexer>(), keyPrefix, provider.GetService<TimeProvider>()));
        return services;
    }

    private static ConnectionMultiplexer Connect(string configuration)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return ConnectionMultiplexer.Connect(options);
    }
}
