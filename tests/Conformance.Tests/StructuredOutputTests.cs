using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace Conformance.Tests;

/// <summary>MEAI's <c>GetResponseAsync&lt;T&gt;</c>.</summary>
public sealed class StructuredOutputTests
{
    private const string Json = """{"name": "Rome", "inhabitants": 2800000}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Setup, bool> SetupsAndSchemas { get; } = Setups.OnBothPaths;

    [Theory]
    [MemberData(nameof(SetupsAndSchemas))]
    public async Task Request_ForAType_IsReadAsThatType(Setup setup, bool withSchema)
    {
        await using Sides sides = await Sides.StartAsync(Json);

        ChatResponse<City> response = await sides.Create(setup).GetResponseAsync<City>("Which city?", useJsonSchemaResponseFormat: withSchema, cancellationToken: Token);

        Assert.Equal(new City("Rome", 2_800_000), response.Result);
        Assert.Equal(setup.Target(), response.GetRoutingDecision()?.Target);
        Assert.Equal(1, sides.Requests);
    }

    [Theory]
    [MemberData(nameof(SetupsAndSchemas))]
    public async Task Request_ForATypeAboveFunctions_CallsThemFirst(Setup setup, bool withSchema)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "count")) : new(Json));
        IChatClient client = sides.Create(setup).AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(() => 2_800_000, "count")] };

        ChatResponse<City> response = await client.GetResponseAsync<City>("Which city?", options, withSchema, Token);

        Assert.Equal(2_800_000, response.Result.Inhabitants);
    }

    [Theory]
    [MemberData(nameof(SetupsAndSchemas))]
    public async Task Request_AnswerIsNoJson_CanBeFoundOut(Setup setup, bool withSchema)
    {
        await using Sides sides = await Sides.StartAsync("I do not know.");

        ChatResponse<City> response = await sides.Create(setup).GetResponseAsync<City>("Which city?", useJsonSchemaResponseFormat: withSchema, cancellationToken: Token);

        Assert.False(response.TryGetResult(out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalTargetKnowsNoJson_GoesToTheOneThatDoes(bool withSchema)
    {
        await using Sides sides = await Sides.StartAsync(Json);
        HybridChatClient client = sides.CreateHybrid(sides.Local, localCapabilities: ChatCapabilities.Tools);

        ChatResponse<City> response = await client.GetResponseAsync<City>("Which city?", useJsonSchemaResponseFormat: withSchema, cancellationToken: Token);

        Assert.Equal("Rome", response.Result.Name);
        Assert.Equal("remote", response.GetRoutingDecision()!.Target);
        Assert.Empty(sides.Local.Requests);
    }

    [Fact]
    public async Task Request_PrivateAndLocalTargetKnowsNoJson_IsRefusedWithoutACall()
    {
        await using Sides sides = await Sides.StartAsync(Json);
        HybridChatClient client = sides.CreateHybrid(sides.Local, localCapabilities: ChatCapabilities.None);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => client.GetResponseAsync<City>(PrivateText.Email, cancellationToken: Token));

        Assert.Equal(0, sides.Requests);
    }

    private sealed record City(string Name, int Inhabitants);
}
