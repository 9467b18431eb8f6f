using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

/// <summary>Several turns of one conversation.</summary>
public sealed class ConversationTests
{
    private static readonly string Email = PrivateText.Email();

    private static readonly ChatMessage[] History =
    [
        new(ChatRole.User, $"Dr. Maria has {Email}"),
        new(ChatRole.Assistant, [Redacting.Call("to", Email)]),
        new(ChatRole.Tool, [new FunctionResultContent("call", $"sent to {Email}, copy to Dr. Anna")]),
        new(ChatRole.Assistant, "Done, Maria."),
        new(ChatRole.User, $"And Dr. Anna? Card {PrivateText.CardNumber()}"),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Redact_NextTurn_HasTheSamePrefix(bool mapIsKept)
    {
        var map = new RedactionMap();
        string before = "";
        for (int turn = 1; turn <= History.Length; turn++)
        {
            map = mapIsKept ? map : new RedactionMap();
            RedactedRequest request = Redacting.Redact(History[..turn], map);
            string[] texts = [.. request.Messages.Select(message => RequestJson.Of([message], null))];

            Assert.StartsWith(before, string.Concat(texts));
            Assert.StartsWith("Tokens like", request.Options!.Instructions);
            before = string.Concat(texts);
        }

        Assert.Contains("[PERSON_2]", before);
        Assert.Contains("[CREDIT_CARD_1]", before);
    }

    [Fact]
    public void Redact_ResultOfARestoredCall_IsMaskedWithTheSameToken()
    {
        using var map = new RedactionMap();
        Redacting.Redact(History[..1], map);
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [Redacting.Call("to", "[EMAIL_1]")]));

        ChatResponse restored = new ResponseRestorer(new(), map, null).Restore(answer);
        ChatMessage[] next = [History[0], restored.Messages[0], new(ChatRole.Tool, [new FunctionResultContent("call", $"sent to {Email}")])];
        IReadOnlyList<ChatMessage> redacted = Redacting.Redact(next, map).Messages;

        Assert.Equal(Email, ((FunctionCallContent)restored.Messages[0].Contents[0]).Arguments!["to"]);
        Assert.Equal("[EMAIL_1]", ((FunctionCallContent)redacted[1].Contents[0]).Arguments!["to"]);
        Assert.Equal("sent to [EMAIL_1]", ((FunctionResultContent)redacted[2].Contents[0]).Result);
    }

    [Fact]
    public void Redact_AnswerThatWasRestored_GetsItsTokensAgain()
    {
        using var map = new RedactionMap();
        Redacting.Redact(History[..1], map);
        string answer = "[PERSON_1] has [EMAIL_1].";

        string restored = Redacting.Restore(answer, map);

        Assert.Equal($"Maria has {Email}.", restored);
        Assert.Equal(answer, Redacting.Redact([History[0], new(ChatRole.Assistant, restored)], map).Messages[1].Text);
    }
}
