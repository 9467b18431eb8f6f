using System.Reflection;

namespace HybridInference.Tests.Conventions;

public sealed class SourceConventionTests
{
    private const int MaxLines = 400;

    [Fact]
    public void SourceFiles_Length_IsAtMost400Lines()
    {
        string[] tooLong = [.. SourceTree.Sources("src", "samples").Where(file => File.ReadLines(file).Count() > MaxLines)];

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Policies_Names_AreConstantsOfRoutingPolicies()
    {
        var constants = typeof(RoutingPolicies).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        IRoutingPolicy[] policies =
        [
            .. DefaultRoutingPolicies.Create(new()), new CompositeRoutingPolicy([]), new BudgetRoutingPolicy(new(), new InMemoryBudgetStore()),
            new PinningRoutingPolicy(), new StickyRoutingPolicy(new(TimeSpan.Zero, TimeProvider.System), 1),
            new AvailabilityRoutingPolicy(new Dictionary<string, TargetBreaker>()),
            new LatencyRoutingPolicy(TimeSpan.FromSeconds(1)), new DeviceLoadRoutingPolicy(), new QualityRoutingPolicy(1),
        ];

        Assert.Equal(constants, policies.Select(policy => policy.Name).ToHashSet());
        Assert.Equal(
            typeof(IRoutingPolicy).Assembly.GetTypes().Count(type => type.IsClass && type.IsAssignableTo(typeof(IRoutingPolicy))),
            policies.Length);
    }

    [Fact]
    public void Policies_TypeNames_EndInRoutingPolicy() =>
        Assert.All(
            typeof(IRoutingPolicy).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IRoutingPolicy))),
            type => Assert.EndsWith("RoutingPolicy", type.Name));
}
