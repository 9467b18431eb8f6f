using HybridInference.Tests.Routing;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Budgets;

public sealed class AttemptBudgetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reserve_Fits_HoldsTheWorstCase()
    {
        var test = new TestBudget();

        AttemptReservation reservation = await test.ReserveAsync();

        Assert.True(reservation.IsGranted);
        Assert.Equal(60, reservation.MaxOutputTokens);
        Assert.Equal((0, 60), await test.SumsAsync());
    }

    [Fact]
    public async Task Reserve_DoesNotFit_IsDeniedWithBudgetAndTime()
    {
        var test = new TestBudget();
        await test.ReserveAsync();

        AttemptReservation reservation = await test.ReserveAsync();

        Assert.Equal(RoutingReasons.BudgetExhausted, reservation.Denial);
        Assert.Equal("day", reservation.Answer.Exhausted!.Name);
        Assert.Equal(TestBudget.Start.AddHours(12), reservation.Answer.ResetsAt);
    }

    [Fact]
    public async Task Reserve_AThousandAtOnceForAHundred_GrantsExactlyAHundred()
    {
        var test = new TestBudget(limit: 6000);

        AttemptReservation[] reservations = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(async () => await test.ReserveAsync())));

        Assert.Equal(100, reservations.Count(reservation => reservation.IsGranted));
        Assert.Equal((0, 6000), await test.SumsAsync());
    }

    [Fact]
    public async Task Reserve_UnknownPrice_IsDenied()
    {
        var test = new TestBudget();
        test.Options.Models[TestTargets.Remote.Name] = "never-heard-of";

        AttemptReservation reservation = await test.ReserveAsync();

        Assert.Equal(RoutingReasons.PriceUnknown, reservation.Denial);
        Assert.Contains("never-heard-of", reservation.DenialDetail);
    }

    [Fact]
    public async Task Reserve_NoOutputCap_IsDeniedUnlessTheOptionsHaveOne()
    {
        Assert.Equal(RoutingReasons.OutputUnbounded, (await new TestBudget().ReserveAsync(TestBudget.Request(maxOutputTokens: null))).Denial);

        var capped = new TestBudget();
        capped.Options.DefaultMaxOutputTokens = 40;
        AttemptReservation reservation = await capped.ReserveAsync(TestBudget.Request(maxOutputTokens: null));

        Assert.Equal(40, reservation.MaxOutputTokens);
        Assert.Equal((0, 40), await capped.SumsAsync());
    }

    [Fact]
    public async Task Reserve_ConversationOfUnknownLength_IsDeniedUnlessTheContextLengthBoundsIt()
    {
        ChatRoutingContext request = TestBudget.Request(maxOutputTokens: 10);
        request.Options!.ConversationId = "conversation";
        RouteTarget bounded = TestTargets.Remote with { Capabilities = TestTargets.Remote.Capabilities with { ContextLength = 1000 } };
        var test = new TestBudget(limit: 2000);
        test.Options.Prices = new("USD", [new(TestBudget.Model, new(Input: Money.MicroUnitsPerUnit, Output: Money.MicroUnitsPerUnit))]);

        AttemptReservation denied = await test.ReserveAsync(request);
        AttemptReservation reservation = await test.ReserveAsync(request, bounded);
        await test.Attempts.SettleAsync(reservation, new(AttemptOutcome.Abandoned) { ReceivedTokens = 4 });

        Assert.Equal(RoutingReasons.PromptUnbounded, denied.Denial);
        Assert.Contains("ContextLength", denied.DenialDetail);
        Assert.Equal(1010, reservation.Price.WorstCase);
        Assert.Equal((1004, 0), await test.SumsAsync());
    }

    [Fact]
    public async Task Reserve_LocalTarget_CostsNothingAndTellsWhatWasSaved()
    {
        var test = new TestBudget();
        AttemptReservation reservation = await test.ReserveAsync(TestBudget.Request(maxOutputTokens: null), TestTargets.Local);

        await test.Attempts.SettleAsync(reservation, new(AttemptOutcome.Completed, TestBudget.Usage(25)));

        UsageRecord record = await test.RecordAsync(reservation);
        Assert.Equal((0, 25), (record.Cost, record.Saved));
        Assert.Equal((0, 0), await test.SumsAsync());
    }

    [Theory]
    [InlineData(AttemptOutcome.Completed, 25, null, false, 25, false)]
    [InlineData(AttemptOutcome.Completed, 80, null, false, 80, false)]
    [InlineData(AttemptOutcome.Completed, null, null, false, 60, true)]
    [InlineData(AttemptOutcome.Truncated, null, 20, false, 20, true)]
    [InlineData(AttemptOutcome.Cancelled, null, 5, false, 5, true)]
    [InlineData(AttemptOutcome.Abandoned, null, 7, false, 7, true)]
    [InlineData(AttemptOutcome.Failed, null, null, false, 60, true)]
    [InlineData(AttemptOutcome.Failed, null, null, true, 0, false)]
    public async Task Settle_Ends_ChargeWhatIsKnownOrTheWorstCase(
        AttemptOutcome outcome, int? reported, int? received, bool isRefused, long cost, bool isEstimated)
    {
        var test = new TestBudget();
        AttemptReservation reservation = await test.ReserveAsync();
        UsageDetails? usage = reported is { } tokens ? TestBudget.Usage(tokens) : null;

        await test.Attempts.SettleAsync(
            reservation, new(outcome, usage) { ReceivedTokens = received, IsRefused = isRefused, Reasons = [RoutingReasons.LargePrompt] });

        UsageRecord record = await test.RecordAsync(reservation);
        Assert.Equal((cost, isEstimated, outcome), (record.Cost!.Value, record.IsEstimated, record.Outcome));
        Assert.Equal([RoutingReasons.LargePrompt], record.Reasons);
        Assert.Equal((cost, 0), await test.SumsAsync());
    }

    [Fact]
    public async Task Settle_MoreThanReserved_IsLoggedWithNumbersOnly()
    {
        var test = new TestBudget();

        await test.Attempts.SettleAsync(await test.ReserveAsync(), new(AttemptOutcome.Completed, TestBudget.Usage(80)));

        Assert.Contains("20 micro-units more than the 60", test.Logs.LatestRecord.Message);
    }

    [Fact]
    public async Task Settle_ProviderReportsNonsense_ChargesTheWorstCase()
    {
        var test = new TestBudget();
        AttemptReservation reservation = await test.ReserveAsync();

        await test.Attempts.SettleAsync(
            reservation, new(AttemptOutcome.Completed, new UsageDetails { InputTokenCount = 1, OutputTokenCount = long.MaxValue }));

        Assert.Equal((60, 0), await test.SumsAsync());
    }

    [Fact]
    public async Task Settle_Twice_CountsOnce()
    {
        var test = new TestBudget();
        AttemptReservation reservation = await test.ReserveAsync();

        await test.Attempts.SettleAsync(reservation, new(AttemptOutcome.Completed, TestBudget.Usage(25)));
        await test.Attempts.SettleAsync(reservation, new(AttemptOutcome.Failed));

        Assert.Equal(AttemptOutcome.Completed, (await test.RecordAsync(reservation)).Outcome);
        Assert.Equal((25, 0), await test.SumsAsync());
    }

    [Fact]
    public async Task Tenants_PerTenantAndPerUserBudgets_AreCountedApart()
    {
        var test = new TestBudget(limit: 1000);
        test.Options.Budgets.Add(new("tenant", new(100, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc)) { Subject = BudgetSubject.Tenant });
        test.Options.Budgets.Add(new("user", new(60, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc)) { Subject = BudgetSubject.User });

        AttemptReservation first = await test.ReserveAsync(TestBudget.Request(tenant: "acme", user: "1"));
        AttemptReservation sameUser = await test.ReserveAsync(TestBudget.Request(10, "acme", "1"));
        AttemptReservation sameTenant = await test.ReserveAsync(TestBudget.Request(50, "acme", "2"));
        AttemptReservation otherTenant = await test.ReserveAsync(TestBudget.Request(60, "globex", "1"));
        AttemptReservation nobody = await test.ReserveAsync();

        Assert.Equal("user", sameUser.Answer.Exhausted!.Name);
        Assert.Equal("tenant", sameTenant.Answer.Exhausted!.Name);
        Assert.All([first, otherTenant, nobody], reservation => Assert.True(reservation.IsGranted));
        Assert.Equal(("acme", "default"), (first.Tenant, nobody.Tenant));
    }

    [Fact]
    public async Task FindExhausted_NoRouteBecauseOfMoney_NamesBudgetAndTime()
    {
        var test = new TestBudget();
        await test.ReserveAsync();
        ChatRoutingContext request = TestBudget.Request();
        RoutingVerdict verdict = await test.Policy().EvaluateAsync(request, Token);
        RoutingDecision decision = RoutingDecision.Create(TestTargets.Both, verdict.Combine(RoutingVerdict.Deny(TestTargets.Local, "busy")));

        BudgetExhaustedException? exception = await test.Attempts.FindExhaustedAsync(request, decision, Token);

        Assert.Equal(("day", TestBudget.Start.AddHours(12)), (exception!.Scope, exception.ResetsAt));
        Assert.Same(decision, exception.Decision);
    }

    [Fact]
    public async Task FindExhausted_OtherDenials_SaysNothing()
    {
        var test = new TestBudget();
        RoutingDecision decision = RoutingDecision.Create(TestTargets.Both, RoutingVerdict.Deny(TestTargets.Remote, RoutingReasons.PiiDetected));

        Assert.Null(await test.Attempts.FindExhaustedAsync(TestBudget.Request(), decision, Token));
    }
}
