using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HybridInference.HealthChecks.Tests;

public sealed class HybridHealthCheckTests
{
    private readonly FakeChatClient _local = new();
    private readonly FakeChatClient _remote = new();
    private decimal? _dailyBudget;

    [Fact]
    public async Task Check_EverythingWell_IsHealthyAndCallsNobody()
    {
        HealthReportEntry entry = await CheckAsync();

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Empty(_local.Requests);
        Assert.Empty(_remote.Requests);
    }

    [Theory]
    [InlineData(ReadinessState.Failed)]
    [InlineData(ReadinessState.NotDownloaded)]
    [InlineData(ReadinessState.Unsupported)]
    public async Task Check_LocalModelNotUsable_IsDegradedAndSaysWhy(ReadinessState state)
    {
        Tell(new(state) { Cause = "the file is damaged" });

        HealthReportEntry entry = await CheckAsync();

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal("local: the file is damaged", entry.Description);
        Assert.Equal("the file is damaged", entry.Data["local"]);
    }

    [Theory]
    [InlineData(ReadinessState.Cached)]
    [InlineData(ReadinessState.Loading)]
    [InlineData(ReadinessState.Busy)]
    public async Task Check_LocalModelUsable_IsHealthy(ReadinessState state)
    {
        Tell(new(state));

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task Check_RemoteKeepsFailing_IsDegraded()
    {
        _remote.GetResponseAsyncCallback = (_, _, _) => Task.FromException<ChatResponse>(new HttpRequestException("down"));

        HealthReportEntry entry = await CheckAsync(async client =>
        {
            for (int i = 0; i < 3; i++)
            {
                await client.GetResponseAsync("hi", new ChatOptions().RouteTo(RoutingChoice.PreferRemote));
            }
        });

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal(RoutingReasons.TargetUnavailable, entry.Data["remote"]);
    }

    [Fact]
    public async Task Check_BudgetExhausted_IsDegraded()
    {
        _dailyBudget = 0.000001m;

        HealthReportEntry entry = await CheckAsync();

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.StartsWith(RoutingReasons.BudgetExhausted, (string)entry.Data["remote"]);
    }

    [Fact]
    public async Task Check_NothingLeft_IsUnhealthy()
    {
        _dailyBudget = 0.000001m;
        Tell(new(ReadinessState.NotDownloaded));

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
    }

    private void Tell(TargetReadiness readiness) =>
        _local.GetServiceCallback = (type, _) => type == typeof(ITargetState) ? new ToldState(readiness) : null;

    private async Task<HealthReportEntry> CheckAsync(Func<IChatClient, Task>? before = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddKeyedChatClient("local", _local);
        services.AddKeyedChatClient("remote", _remote);
        services.AddHybridChatClient(hybrid => Configure(hybrid.UseLocal("local").UseRemote("remote")));
        services.AddHybridInferenceHealthChecks();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await (before?.Invoke(provider.GetRequiredService<IChatClient>()) ?? Task.CompletedTask);
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["hybrid_inference"];
    }

    private void Configure(HybridChatClientBuilder hybrid)
    {
        if (_dailyBudget is { } limit)
        {
            hybrid.UseBudget(budget =>
            {
                budget.Models["remote"] = "gpt-4o";
                budget.Budgets.Add(new("day", Money.Of(limit, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc)));
            });
        }
    }

    private sealed class ToldState(TargetReadiness readiness) : ITargetState
    {
        public TargetReadiness Readiness => readiness;

        public long? Parameters => null;

        public MemoryShortage? FindShortage(int inputTokens, int outputTokens) => null;

        public TimePrediction? Predict(int inputTokens, int? outputTokens) => null;
    }
}
