using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference.TestUtils;

/// <summary>Private requests under a budget: some stay, some leave redacted or with consent, some fail with an error that quotes them.</summary>
public static class PrivateTraffic
{
    public const string Model = "test-model";

    /// <summary>Sends the requests, streamed and not.</summary>
    /// <returns>The private values in them.</returns>
    public static async Task<IReadOnlyList<string>> SendAsync(IBudgetStore store, IUsageLedger? ledger, CancellationToken cancellationToken)
    {
        var values = new PrivateValues(new Random(4));
        string[] texts = [values.Email(), values.Phone(), values.CardNumber()];
        using HybridChatClient client = Create(store, ledger);
        foreach (bool streaming in (bool[])[true, false])
        {
            foreach (string text in texts.Append("fail with " + texts[0]).Append("nothing private"))
            {
                await TrySendAsync(client, streaming, text, cancellationToken);
            }
        }

        return texts;
    }

    /// <summary>Whether bytes hold a text, in either of the encodings that stores use.</summary>
    public static bool Holds(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private static HybridChatClient Create(IBudgetStore store, IUsageLedger? ledger)
    {
        var options = new HybridChatClientOptions();
        options.Privacy.Handling[PiiCategories.Email] = PrivateDataHandling.RedactThenRemote;
        options.Privacy.Handling[PiiCategories.Phone] = PrivateDataHandling.AskConsent;
        var budget = new BudgetOptions { Prices = new("USD", [new(Model, new(Input: 0, Output: Money.MicroUnitsPerUnit))]), DefaultMaxOutputTokens = 10 };
        budget.Models["remote"] = Model;
        budget.Budgets.Add(new("day", new(1_000_000_000, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc)));
        return new(
            [HybridTarget.Local(FakeChatClient.Failing(new HttpRequestException("down"))), HybridTarget.Remote(Remote())],
            options: options,
            services: new() { Budget = budget, BudgetStore = store, UsageLedger = ledger, AskConsent = (_, _) => new(true) });
    }

    private static FakeChatClient Remote()
    {
        var remote = FakeChatClient.Replying("Written to [EMAIL_1].");
        remote.GetResponseAsyncCallback = (messages, _, _) => messages[^1].Text.StartsWith("fail", StringComparison.Ordinal)
            ? Task.FromException<ChatResponse>(new InvalidOperationException($"cannot read: {messages[^1].Text}"))
            : Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, messages[^1].Text)) { ModelId = Model });
        return remote;
    }

    /// <summary>What is looked at is what the stores keep, whether the request was served or not.</summary>
    private static async Task TrySendAsync(HybridChatClient client, bool streaming, string text, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(streaming, text, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The store has the attempts all the same.
        }
    }
}
