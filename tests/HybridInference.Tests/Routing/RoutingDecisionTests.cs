using System.Text.Json;
using Microsoft.Extensions.AI;
using static HybridInference.Tests.Routing.TestTargets;

namespace HybridInference.Tests.Routing;

public sealed class RoutingDecisionTests
{
    [Fact]
    public void Create_NobodyHasAnOpinion_KeepsTheOrderOfRegistration()
    {
        RoutingDecision decision = RoutingDecision.Create(Both, RoutingVerdict.Abstain);

        Assert.Equal(["local", "remote"], decision.Targets);
        Assert.Equal([RoutingReasons.DefaultOrder], decision.Reasons);
    }

    [Fact]
    public void Create_WeightsAddUp_OrdersBySum()
    {
        RoutingVerdict verdict = RoutingVerdict.Prefer(Local, 15, "a")
            .Combine(RoutingVerdict.Prefer(Remote, 10, "b"))
            .Combine(RoutingVerdict.Prefer(Remote, 10, "c"));

        RoutingDecision decision = RoutingDecision.Create(Both, verdict);

        Assert.Equal(["remote", "local"], decision.Targets);
        Assert.Equal(["b", "c"], decision.Reasons);
    }

    [Fact]
    public void Create_WeightsNearTheLimit_DoNotOverflow()
    {
        RoutingVerdict verdict = RoutingVerdict.Prefer(Remote, int.MaxValue, "a").Combine(RoutingVerdict.Prefer(Remote, int.MaxValue, "b"));

        Assert.Equal("remote", RoutingDecision.Create(Both, verdict).Target);
    }

    [Fact]
    public void Create_DeniedAndPreferred_StaysDenied()
    {
        RoutingVerdict verdict = RoutingVerdict.Deny(Remote, "no").Combine(RoutingVerdict.Prefer(Remote, int.MaxValue, "yes"));

        RoutingDecision decision = RoutingDecision.Create(Both, verdict);

        Assert.Equal(["local"], decision.Targets);
        Assert.Equal(["no"], decision.Reasons);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Json_OfAResponse_HoldsTheReasonsAndNoDecision(bool withReflection)
    {
        RoutingDecision decision = RoutingDecision.Create(Both, RoutingVerdict.Prefer(Local, 1, "a").Combine(RoutingVerdict.Deny(Remote, "b")));
        var response = new ChatResponse { AdditionalProperties = new() { [RoutingDecision.PropertyName] = decision } };
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions)
        {
            TypeInfoResolver = withReflection ? AIJsonUtilities.DefaultOptions.TypeInfoResolver : AIJsonUtilities.DefaultOptions.TypeInfoResolverChain[0],
        };

        string json = JsonSerializer.Serialize(response, options);

        Assert.Contains("""["b","a"]""", string.Concat(json.Where(c => !char.IsWhiteSpace(c))));
        Assert.Null(JsonSerializer.Deserialize<ChatResponse>(json, options)!.GetRoutingDecision());
    }

    [Fact]
    public void Create_EverythingDenied_HasNoTargetAndEveryReason()
    {
        RoutingVerdict verdict = RoutingVerdict.Deny(Remote, "a").Combine(RoutingVerdict.Deny(Local, "b"));

        RoutingDecision decision = RoutingDecision.Create(Both, verdict);

        Assert.Null(decision.Target);
        Assert.Equal(["b", "a"], decision.Reasons);
    }
}
