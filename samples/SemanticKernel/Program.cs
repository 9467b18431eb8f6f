using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.Samples.SemanticKernel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Spectre.Console;

// A kernel on a hybrid chat client: prompts that need the kernel's functions go to the model that can call them, and private ones stay here. The
// kernel itself calls the functions. The remote model is a server on this machine that follows a script.
await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync();
server.Respond = RemoteModel.Respond;

var services = new ServiceCollection();
services.AddOnnxChatClient("local", options => options.ModelPath = DemoModel.Folder);
services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("simulated", server.Endpoint));
#region interop: kernel
services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote")).UseKernelFunctionInvocation();
services.AddKernel().Plugins.AddFromType<WeatherPlugin>("weather");
#endregion
await using ServiceProvider provider = services.BuildServiceProvider();
Kernel kernel = provider.GetRequiredService<Kernel>();

var withFunctions = new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
await AskAsync("A prompt with functions", "Is {{$first}} warmer than {{$second}}?", new(withFunctions) { ["first"] = "Rome", ["second"] = "Oslo" });
await AskAsync("A small prompt", "Hello! How are you today?", []);
await AskAsync("A private one", "Find the e-mail address in this note: {{$note}}", new() { ["note"] = "Please write to nora.lind@example.org before Friday." });
await AskAsync("A private one with functions", "How warm is it where {{$who}} lives?", new(withFunctions) { ["who"] = "nora.lind@example.org" });

async Task AskAsync(string title, string prompt, KernelArguments arguments)
{
    AnsiConsole.Write(new Rule(title).LeftJustified());
    AnsiConsole.MarkupLineInterpolated($"[grey]prompt     [/]{prompt}");
    try
    {
        ChatResponse response = (await kernel.InvokePromptAsync(prompt, arguments)).GetValue<ChatResponse>()!;
        RoutingDecision decision = response.GetRoutingDecision()!;
        AnsiConsole.MarkupLineInterpolated($"[grey]ran on     [/][green]{decision.Target}[/] because {string.Join(", ", decision.Reasons)}");
        AnsiConsole.MarkupLineInterpolated($"[grey]answer     [/]{response.Text}");
    }
    catch (PrivateRequestUnservedException exception)
    {
        string denials = string.Join(", ", exception.Decision.Verdict.Denials.Select(denial => $"{denial.Target}: {denial.Reason}"));
        AnsiConsole.MarkupLineInterpolated($"[grey]ran on     [/][red]nothing[/] because {denials}");
    }

    AnsiConsole.WriteLine();
}
