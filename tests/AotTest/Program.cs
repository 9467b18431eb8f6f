using System.Text;
using System.Text.Json;
using HybridInference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// Everything that an application registers, compiled ahead of time: options bound from configuration, a stream from the demo model, a
// private tool result, a response written as JSON. Exits with 0 when each did what it promises.
const string Settings = """
    { "Local": { "MaxOutputTokens": 16 }, "OpenAI": { "Model": "any", "Endpoint": "http://127.0.0.1:9/v1" }, "Hybrid": { "PreferRemoteAboveTokens": 4096 } }
    """;
IConfiguration configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Settings))).Build();
configuration["Local:ModelPath"] = DemoModel.Folder;
var services = new ServiceCollection();
services.AddOnnxChatClient("local", configuration.GetSection("Local"));
services.AddOpenAIChatClient("remote", configuration.GetSection("OpenAI"));
services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote").Configure(configuration.GetSection("Hybrid")));
await using ServiceProvider provider = services.BuildServiceProvider();
IChatClient client = provider.GetRequiredService<IChatClient>();

ChatResponse response = await client.GetStreamingResponseAsync("Hello! How are you today?").ToChatResponseAsync();
Console.WriteLine($"{response.Text} {response.GetRoutingDecision()}");
string json = JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)));
Console.WriteLine(json);

ChatMessage[] messages =
[
    new(ChatRole.User, new string('a', 20_000)),
    new(ChatRole.Tool, [new FunctionResultContent("1", new Dictionary<string, object?> { ["mail"] = string.Join('@', "someone", "mail.test.org") })]),
];
RoutingDecision decision = await client.GetService<HybridChatClient>()!.ExplainAsync(messages);
Console.WriteLine(decision);
return response.GetRoutingDecision()?.Target == "local" && response.Text.Length > 0 && json.Contains(RoutingReasons.SmallPrompt) && !decision.Targets.Contains("remote") ? 0 : 1;
