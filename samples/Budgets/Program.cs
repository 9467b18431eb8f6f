using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.Samples.Budgets;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

// Twenty questions for the remote side under a budget for two tenants: each call's worst case is reserved before it begins, what it really
// cost is settled after it, and when a tenant's money is spent its questions run on the device. Budget and ledger live in one file, so a
// second run of this program on the same day finds the money gone.
string file = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), $"budgets-{DateTime.UtcNow:yyyyMMdd-HHmmss}.db");
await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync();

var services = new ServiceCollection();
services.AddOnnxChatClient("local", options => options.ModelPath = DemoModel.Folder);
services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("gpt-4o", server.Endpoint));
services.AddSqliteBudgetStore(file).AddSqliteUsageLedger(file);
services.AddHybridChatClient(hybrid => hybrid
    .UseLocal("local")
    .UseRemote("remote")
    .UseBudget(budget =>
    {
        budget.Models["remote"] = "gpt-4o";
        budget.SavingsModel = "gpt-4o";
        budget.DefaultMaxOutputTokens = 200;
        budget.Budgets.Add(new("tenant-day", Money.Of(0.003m, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc))
        {
            Subject = BudgetSubject.Tenant,
            SoftLimitPercent = 100,
        });
    }));
await using ServiceProvider provider = services.BuildServiceProvider();
IChatClient client = provider.GetRequiredService<IChatClient>();

var report = new SpendingReport();
for (int question = 1; question <= 20; question++)
{
    string tenant = question % 4 == 0 ? "small" : "busy";
    ChatOptions options = new ChatOptions().ForTenant(tenant).RouteTo(RoutingChoice.PreferRemote);
    ChatResponse response = await client.GetResponseAsync($"Question {question}: what goes into a good loaf of bread?", options);
    report.Add(question, tenant, response.GetRoutingDecision()!);
}

report.Print();
await LedgerReport.PrintAsync(provider.GetRequiredService<IUsageLedger>());
AnsiConsole.MarkupLineInterpolated($"More of the same: [grey]hybrid report {file}[/]");
