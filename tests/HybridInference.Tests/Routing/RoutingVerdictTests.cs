using CsCheck;
using static HybridInference.Tests.Routing.TestTargets;

namespace HybridInference.Tests.Routing;

public sealed class RoutingVerdictTests
{
    private static readonly Gen<RouteTarget> Target = Gen.OneOf(Gen.Const(Local), Gen.Const(Remote), Gen.Const(Local with { Name = "other" }));

    private static readonly Gen<string> Reason = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c"));

    private static readonly Gen<RoutingVerdict> Simple = Gen.OneOf(
        Gen.Const(RoutingVerdict.Abstain),
        Gen.Select(Target, Reason, Gen.Bool.Select(has => has ? "x" : null), RoutingVerdict.Deny),
        Gen.Select(Target, Gen.Int[-5, 5], Reason, RoutingVerdict.Prefer),
        Gen.Const(RoutingVerdict.Require(RequestTransformations.Redact)));

    private static readonly Gen<RoutingVerdict> Verdict = Simple.List[0, 6].Select(
        parts => parts.Aggregate(RoutingVerdict.Abstain, (left, right) => left.Combine(right)));

    [Fact]
    public void Combine_AnyOrder_SameVerdict() =>
        Gen.Select(Verdict, Verdict).Sample((a, b) => a.Combine(b).Equals(b.Combine(a)));

    [Fact]
    public void Combine_AnyGrouping_SameVerdict() =>
        Gen.Select(Verdict, Verdict, Verdict).Sample((a, b, c) => a.Combine(b).Combine(c).Equals(a.Combine(b.Combine(c))));

    [Fact]
    public void Combine_WithAbstain_IsIdentity() =>
        Verdict.Sample(a => a.Combine(RoutingVerdict.Abstain).Equals(a) && RoutingVerdict.Abstain.Combine(a).Equals(a));

    [Fact]
    public void Combine_AnyVerdicts_NeverAllowsMore() =>
        Gen.Select(Verdict, Verdict).Sample((a, b) =>
        {
            RouteTarget[] targets = [Local, Remote];
            var allowed = RoutingDecision.Create(targets, a.Combine(b)).Targets;
            return allowed.All(RoutingDecision.Create(targets, a).Targets.Contains)
                && allowed.All(RoutingDecision.Create(targets, b).Targets.Contains);
        });

    [Fact]
    public void Combine_SameDenialTwice_IsOneDenial()
    {
        RoutingVerdict denial = RoutingVerdict.Deny(Remote, "a");

        Assert.Equal(denial, denial.Combine(denial));
    }

    [Fact]
    public void Combine_SamePreferenceTwice_CountsTwice()
    {
        RoutingVerdict preference = RoutingVerdict.Prefer(Remote, 2, "a");

        Assert.Equal(4, preference.Combine(preference).Preferences.Sum(part => part.Weight));
    }

    [Fact]
    public void GetHashCode_EqualVerdicts_AreEqual() =>
        Gen.Select(Verdict, Verdict).Sample((a, b) => a.Combine(b).GetHashCode() == b.Combine(a).GetHashCode());
}
