using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

/// <summary>Short ways to redact and restore in tests.</summary>
internal static class Redacting
{
    public static readonly HashSet<string> AllCategories =
    [
        PiiCategories.Secret, PiiCategories.Email, PiiCategories.Phone, PiiCategories.CreditCard, PiiCategories.Iban, PiiCategories.UsSsn,
        PiiCategories.Ip, PiiCategories.Person,
    ];

    public static RedactionMap Map(params (string Category, string Value)[] values)
    {
        var map = new RedactionMap();
        foreach ((string category, string value) in values)
        {
            map.Add(category, value);
        }

        return map;
    }

    /// <summary>A map with persons "Name1", "Name2", ...</summary>
    public static RedactionMap Persons(int count) => Map([.. Enumerable.Range(1, count).Select(i => (PiiCategories.Person, "Name" + i))]);

    public static RedactedRequest Redact(
        IReadOnlyList<ChatMessage> messages, RedactionMap map, ChatOptions? options = null, RedactionOptions? redaction = null) =>
        Redactor(redaction).Redact(messages, options, AllCategories, map);

    public static string Redact(string text, RedactionMap map) =>
        Redact([new ChatMessage(ChatRole.User, text)], map).Messages[0].Text;

    public static Redactor Redactor(RedactionOptions? redaction = null, bool trust = false) =>
        new(redaction ?? new(), new NameDetector(), RawRepresentations.Unread, trust);

    public static string Restore(string text, RedactionMap map, RedactionOptions? redaction = null, ChatOptions? request = null) =>
        new ResponseRestorer(redaction ?? new(), map, request).Restore(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))).Text;

    public static string Stream(IEnumerable<string> pieces, RedactionMap map, RedactionOptions? redaction = null, ChatOptions? request = null)
    {
        var restorer = new StreamingRestorer(redaction ?? new(), map, request);
        ChatResponseUpdate[] updates = [.. pieces.Select(piece => restorer.Process(new ChatResponseUpdate(ChatRole.Assistant, piece)))];
        return string.Concat(updates.Concat(restorer.Complete()).Select(update => update.Text));
    }

    public static FunctionCallContent Call(string name, object? value) => new("call", "send", new Dictionary<string, object?> { [name] = value });
}
