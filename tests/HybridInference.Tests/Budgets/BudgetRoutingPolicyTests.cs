using HybridInference.Tests.Routing;

namespace HybridInference.Tests.Budgets;

public sealed class BudgetRoutingPolicyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evaluate_NoBudgets_Abstains()
    {
        var test = new TestBudget();
        test.Options.Budgets.Clear();

        Assert.Equal(RoutingVerdict.Abstain, await test.Policy().EvaluateAsync(TestBudget.Request(maxOutputTokens: null), Token));
    }

    [Fact]
    public async Task Evaluate_Fits_AbstainsAndReservesNothing()
    {
        var test = new TestBudget();

        Assert.Equal(RoutingVerdict.Abstain, await test.Policy().EvaluateAsync(TestBudget.Request(), Token));
        Assert.Equal((0, 0), await test.SumsAsync());
    }

    [Fact]
    public async Task Evaluate_WorstCaseDoesNotFit_DeniesRemoteWithNumbers()
    {
        var test = new TestBudget(limit: 60);
        await test.ReserveAsync(TestBudget.Request(maxOutputTokens: 40));

        TargetDenial denial = Assert.Single((await test.Policy().EvaluateAsync(TestBudget.Request(maxOutputTokens: 21), Token)).Denials);

        Assert.Equal(("remote", RoutingReasons.BudgetExhausted), (denial.Target, denial.Reason));
        Assert.Contains("0.000021 USD", denial.Detail);
    }

    [Theory]
    [InlineData("never-heard-of", 60, RoutingReasons.PriceUnknown)]
    [InlineData(TestBudget.Model, null, RoutingReasons.OutputUnbounded)]
    public async Task Evaluate_CostHasNoBound_DeniesRemote(string model, int? maxOutputTokens, string reason)
    {
        var test = new TestBudget();
        test.Options.Models[TestTargets.Remote.Name] = model;

        TargetDenial denial = Assert.Single((await test.Policy().EvaluateAsync(TestBudget.Request(maxOutputTokens), Token)).Denials);

        Assert.Equal(("remote", reason), (denial.Target, denial.Reason));
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public async Task Evaluate_SoftLimit_PrefersLocal(int used, bool prefersLocal)
    {
        var test = new TestBudget();
        await test.ReserveAsync(TestBudget.Request(maxOutputTokens: used));

        RoutingVerdict verdict = await test.Policy().EvaluateAsync(TestBudget.Request(maxOutputTokens: 1), Token);

        Assert.Equal(prefersLocal, verdict.Preferences.Any(preference => preference is { Target: "local", Reason: RoutingReasons.BudgetSoftLimit, Weight: > 0 }));
        Assert.Empty(verdict.Denials);
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public async Task Evaluate_AheadOfPaceAtNoon_PrefersLocal(int used, bool prefersLocal)
    {
        var test = new TestBudget();
        test.Options.Budgets[0] = test.Options.Budgets[0] with { PreferLocalAheadOfPace = true };
        await test.ReserveAsync(TestBudget.Request(maxOutputTokens: used));

        RoutingVerdict verdict = await test.Policy().EvaluateAsync(TestBudget.Request(maxOutputTokens: 1), Token);

        Assert.Equal(prefersLocal, !verdict.Preferences.IsEmpty);
    }

    [Fact]
    public void Options_BadValues_AreNamed()
    {
        AssertProblem("currency", options => options.Budgets.Add(new("eur", new(1, "EUR"), BudgetWindow.Daily(TimeZoneInfo.Utc))));
        AssertProblem("micro-units", options => options.Budgets.Add(new("negative", new(-1, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc))));
        AssertProblem("named 'day'", options => options.Budgets.Add(new("day", new(1, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc))));
        AssertProblem("soft limit 101", options => options.Budgets[0] = options.Budgets[0] with { SoftLimitPercent = 101 });
        AssertProblem("rolling", options => options.Budgets.Add(new("r", new(1, "USD"), BudgetWindow.Rolling(TimeSpan.FromHours(1))) { PreferLocalAheadOfPace = true }));
        AssertProblem("Lease", options => options.Lease = TimeSpan.Zero);
        AssertProblem("StoreTimeout", options => options.StoreTimeout = TimeSpan.Zero);
        AssertProblem("InputMarginPercent", options => options.InputMarginPercent = -1);
        AssertProblem("DefaultMaxOutputTokens", options => options.DefaultMaxOutputTokens = 0);
    }

    private static void AssertProblem(string problem, Action<BudgetOptions> change)
    {
        var test = new TestBudget();
        change(test.Options);

        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => test.Policy()).Message);
    }
}
