using HybridInference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests.Semantics.Soak;

/// <summary>The hybrid clients of the soak: one for each way to go on, all with the same two sides and the same books.</summary>
internal static class SoakClients
{
    private const string Model = "test";
    private const long UserLimit = 5_000;
    private const long EverybodysLimit = 1_000_000_000;
    private const int MaxOutputTokens = 64;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddSoakRemote(this IServiceCollection services, Uri endpoint)
    {
        services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = (Model, endpoint));
        return services;
    }

    public static IEnumerable<IChatClient> Create(IServiceProvider services, SoakModel model, SoakBooks books) =>
        from interruption in Enum.GetValues<StreamInterruption>()
        from hedges in new[] { false, true }
        select Create(services, model, books, CreateOptions(interruption, hedges));

    private static IChatClient Create(IServiceProvider services, SoakModel model, SoakBooks books, HybridChatClientOptions options) =>
        new HybridChatClient(
            [
                HybridTarget.Local(books.Watch(model.CreateLocal()), capabilities: new(ChatCapabilities.Tools | ChatCapabilities.Prefill)),
                HybridTarget.Remote(books.Watch(services.GetRequiredKeyedService<IChatClient>("remote"))),
            ],
            options: options,
            services: new()
            {
                FailureClassifiers = [.. services.GetServices<IFailureClassifier>()],
                Budget = CreateBudget(),
                BudgetStore = books,
                UsageLedger = books,
            }).AsBuilder().UseFunctionInvocation().Build();

    private static HybridChatClientOptions CreateOptions(StreamInterruption interruption, bool hedges) => new()
    {
        StreamInterruption = interruption,
        PreferRemoteAboveTokens = 10,
        Hedging = { Enabled = hedges, After = TimeSpan.FromMilliseconds(5), MaxShare = 1 },
        HoldBack = { Characters = hedges ? 8 : null },
        // Opens now and then, and not for long.
        Breaker = { Failures = 30, Window = TimeSpan.FromSeconds(0.5), Break = TimeSpan.FromSeconds(0.5), MaxBreak = TimeSpan.FromSeconds(0.5) },
        RemoteTimeLimits = { FirstContent = Limit, BetweenUpdates = Limit, WholeAnswer = 2 * Limit },
    };

    private static BudgetOptions CreateBudget()
    {
        var options = new BudgetOptions
        {
            Prices = new("USD", [new(Model, new(Input: Money.MicroUnitsPerUnit, Output: Money.MicroUnitsPerUnit))]),
            Models = { ["remote"] = Model },
            DefaultMaxOutputTokens = MaxOutputTokens,
        };
        options.Budgets.Add(new("all", new(EverybodysLimit, "USD"), BudgetWindow.Rolling(TimeSpan.FromDays(1))));
        options.Budgets.Add(new("user", new(UserLimit, "USD"), BudgetWindow.Rolling(TimeSpan.FromDays(1))) { Subject = BudgetSubject.User });
        return options;
    }
}
