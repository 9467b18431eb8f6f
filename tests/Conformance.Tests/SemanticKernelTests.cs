using HybridInference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Conformance.Tests;

/// <summary>A kernel of Semantic Kernel on top of a client.</summary>
public sealed class SemanticKernelTests
{
    private readonly WeatherTool _weather = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Prompt_WithoutFunctions_IsAnswered(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("an answer in words");
        Kernel kernel = CreateKernel(sides.Create(setup));

        Assert.Equal("an answer in words", await InvokeAsync(kernel, streaming, new()));
        Assert.Equal(1, sides.Requests);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Prompt_FunctionsAreInvokedByTheKernel_ModelGetsTheResults(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round switch
        {
            0 => new("", ScriptedReply.Call("call-1", "weather_of", "Rome"), ScriptedReply.Call("call-2", "weather_of", "Oslo")),
            _ => new("Rome is warmer."),
        });
        Kernel kernel = CreateKernel(sides.Create(setup));
        kernel.Plugins.Add(KernelPluginFactory.CreateFromFunctions("weather", [KernelFunctionFactory.CreateFromMethod(_weather.Tell, "of")]));

        string answer = await InvokeAsync(kernel, streaming, new() { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() });

        Assert.Equal("Rome is warmer.", answer);
        Assert.Equal(["Oslo", "Rome"], _weather.Asked.Order());
        Assert.Equal(2, sides.Requests);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task ChatHistory_OfSeveralTurns_IsAnswered(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        IChatCompletionService chat = sides.Create(setup).AsChatCompletionService();
        var history = new ChatHistory("Be brief.");
        for (int turn = 1; turn <= 3; turn++)
        {
            history.AddUserMessage($"turn {turn}");
            history.AddAssistantMessage(await AnswerAsync(chat, streaming, history));
        }

        Assert.Equal(["answer", "answer", "answer"], history.Where(message => message.Role == AuthorRole.Assistant).Select(message => message.Content));
        Assert.Equal(3, sides.Requests);
    }

    [Fact]
    public async Task Prompt_Private_StaysOnTheDevice()
    {
        await using Sides sides = await Sides.StartAsync("answer");
        Kernel kernel = CreateKernel(sides.Create(Setup.HybridRemote));

        await kernel.InvokePromptAsync($"Write to {PrivateText.Email}.", cancellationToken: Token);

        Assert.Equal((0, 1), (sides.Server.RequestCount, sides.Local.Requests.Count));
    }

    private static Kernel CreateKernel(IChatClient client)
    {
        IKernelBuilder builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(client.AsBuilder().UseKernelFunctionInvocation().Build());
        return builder.Build();
    }

    private static async Task<string> InvokeAsync(Kernel kernel, bool streaming, PromptExecutionSettings settings)
    {
        const string Prompt = "Is {{$first}} warmer than {{$second}}?";
        var arguments = new KernelArguments(settings) { ["first"] = "Rome", ["second"] = "Oslo" };
        return streaming
            ? string.Concat(await kernel.InvokePromptStreamingAsync<string>(Prompt, arguments, cancellationToken: Token).ToListAsync(Token))
            : (await kernel.InvokePromptAsync<string>(Prompt, arguments, cancellationToken: Token))!;
    }

    private static async Task<string> AnswerAsync(IChatCompletionService chat, bool streaming, ChatHistory history) => streaming
        ? string.Concat(await chat.GetStreamingChatMessageContentsAsync(history, cancellationToken: Token).Select(part => part.Content).ToListAsync(Token))
        : (await chat.GetChatMessageContentAsync(history, cancellationToken: Token)).Content!;
}
