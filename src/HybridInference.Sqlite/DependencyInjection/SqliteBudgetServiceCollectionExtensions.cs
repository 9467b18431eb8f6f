using HybridInference;
using HybridInference.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers budgets and a ledger that are kept in a SQLite file.</summary>
public static class SqliteBudgetServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="SqliteBudgetStore"/> as the application's <see cref="IBudgetStore"/>, unless there is one.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The path of the file.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddSqliteBudgetStore(this IServiceCollection services, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        services.TryAddSingleton<IBudgetStore>(provider => new SqliteBudgetStore(path, provider.GetService<TimeProvider>()));
        return services;
    }

    /// <summary>Adds a <see cref="SqliteUsageLedger"/> as the application's <see cref="IUsageLedger"/>, unless there is one.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The path of the file, which may be the one of the budgets.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddSqliteUsageLedger(this IServiceCollection services, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        services.TryAddSingleton<IUsageLedger>(_ => new SqliteUsageLedger(path));
        return services;
    }
}
