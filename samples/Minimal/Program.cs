using HybridInference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// The least code that runs: the README's example. The remote side is a server on this machine, which a greeting does not need.
IConfiguration configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
var services = new ServiceCollection();

#region readme
services.AddOnnxChatClient("local", options => options.ModelPath = DemoModel.Folder);
services.AddOpenAIChatClient("remote", configuration.GetSection("OpenAI"));
services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));
using ServiceProvider provider = services.BuildServiceProvider();

IChatClient client = provider.GetRequiredService<IChatClient>();
ChatResponse response = await client.GetResponseAsync("Hello! How are you today?");
Console.WriteLine($"{response.Text} {response.GetRoutingDecision()}");
#endregion
