using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

public sealed class StreamingRestorerTests
{
    [Theory]
    [InlineData("hello")]
    [InlineData("a [ b ] (c) [x](http://h)")]
    [InlineData("")]
    public void Process_NoPlaceholder_ReturnsTheSameUpdate(string text)
    {
        using RedactionMap map = Redacting.Persons(1);
        var restorer = new StreamingRestorer(new(), map, null);
        var update = new ChatResponseUpdate(ChatRole.Assistant, text) { RawRepresentation = "r" };

        Assert.Same(update, restorer.Process(update));
        Assert.Empty(restorer.Complete());
    }

    [Fact]
    public void Process_EmptyMap_HoldsNothing()
    {
        using var map = new RedactionMap();
        var restorer = new StreamingRestorer(new(), map, null);
        var update = new ChatResponseUpdate(ChatRole.Assistant, "[PERSON_1\\");

        Assert.Same(update, restorer.Process(update));
    }

    [Theory]
    [InlineData("abc [PER", "abc ")]
    [InlineData("abc \\[PERSON_", "abc ")]
    [InlineData("abc [PERSON_2", "abc [PERSON_2")]
    [InlineData("abc [PET", "abc [PET")]
    [InlineData("abc [PERSON_1] [", "abc Name1 ")]
    [InlineData("[a [b [", "[a [b ")]
    public void Process_EndOfAPiece_HoldsOnlyWhatCouldBecomeALivePlaceholder(string piece, string delivered)
    {
        using RedactionMap map = Redacting.Persons(1);
        var restorer = new StreamingRestorer(new(), map, null);

        Assert.Equal(delivered, restorer.Process(new ChatResponseUpdate(ChatRole.Assistant, piece)).Text);
    }

    [Fact]
    public void Process_FinishReason_GivesOutWhatIsHeld()
    {
        using RedactionMap map = Redacting.Persons(1);
        var restorer = new StreamingRestorer(new(), map, null);

        ChatResponseUpdate first = restorer.Process(new ChatResponseUpdate(ChatRole.Assistant, "[PER") { ResponseId = "id" });
        ChatResponseUpdate last = restorer.Process(new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop, RawRepresentation = "r" });

        Assert.Equal(("", "id", ChatRole.Assistant), (first.Text, first.ResponseId, first.Role));
        Assert.Equal(("[PER", ChatFinishReason.Stop, null), (last.Text, last.FinishReason, last.RawRepresentation));
        Assert.Empty(restorer.Complete());
    }

    [Fact]
    public void Complete_StreamWithoutFinishReason_GivesOutWhatIsHeld()
    {
        using RedactionMap map = Redacting.Persons(1);
        var restorer = new StreamingRestorer(new(), map, null);
        restorer.Process(new ChatResponseUpdate(ChatRole.Assistant, "[PERSON_1") { MessageId = "m", ResponseId = "r", ModelId = "x" });

        ChatResponseUpdate last = Assert.Single(restorer.Complete());

        Assert.Equal(("[PERSON_1", "m", "r", "x"), (last.Text, last.MessageId, last.ResponseId, last.ModelId));
        Assert.Empty(restorer.Complete());
    }

    [Fact]
    public void Process_OtherContent_ComesAfterWhatIsHeld()
    {
        using RedactionMap map = Redacting.Persons(1);
        var restorer = new StreamingRestorer(new(), map, null);
        restorer.Process(new ChatResponseUpdate(ChatRole.Assistant, "[PER"));

        ChatResponseUpdate update = restorer.Process(new ChatResponseUpdate(ChatRole.Assistant, [Redacting.Call("a", "[PERSON_1]"), new TextContent("SON_1]")]));

        Assert.Equal("[PER", ((TextContent)update.Contents[0]).Text);
        Assert.Equal("Name1", ((FunctionCallContent)update.Contents[1]).Arguments!["a"]);
        Assert.Equal("SON_1]", ((TextContent)update.Contents[2]).Text);
    }

    [Fact]
    public void Process_TextAndReasoning_AreFollowedApart()
    {
        using RedactionMap map = Redacting.Persons(2);
        var restorer = new StreamingRestorer(new(), map, null);
        AIContent[] contents = [new TextContent("[PERS"), new TextReasoningContent("[PERSON"), new TextContent("ON_1]"), new TextReasoningContent("_2]")];

        AIContent[] restored = [.. contents.SelectMany(content => restorer.Process(new ChatResponseUpdate(ChatRole.Assistant, [content])).Contents)];

        Assert.Equal("Name1", string.Concat(restored.OfType<TextContent>().Select(text => text.Text)));
        Assert.Equal("Name2", string.Concat(restored.OfType<TextReasoningContent>().Select(text => text.Text)));
    }

    [Fact]
    public void Process_SeveralChoices_AreFollowedApart()
    {
        using RedactionMap map = Redacting.Persons(2);
        var restorer = new StreamingRestorer(new(), map, null);
        (string Id, string Text)[] pieces = [("a", "[PERS"), ("b", "[PERSON"), ("a", "ON_1]"), ("b", "_2] [PER"), ("a", "[P")];

        ChatResponseUpdate[] updates = [.. pieces.Select(piece => restorer.Process(new(ChatRole.Assistant, piece.Text) { MessageId = piece.Id })), .. restorer.Complete()];

        Assert.Equal("Name1[P", string.Concat(updates.Where(update => update.MessageId == "a").Select(update => update.Text)));
        Assert.Equal("Name2 [PER", string.Concat(updates.Where(update => update.MessageId == "b").Select(update => update.Text)));
    }

    [Fact]
    public void Process_Updates_KeepTheirMetadataAndUsage()
    {
        using RedactionMap map = Redacting.Persons(1);
        var restorer = new StreamingRestorer(new(), map, null);
        var usage = new UsageContent(new() { TotalTokenCount = 3 });
        var update = new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("[PERSON_1] [P") { RawRepresentation = "r" }, usage])
        {
            MessageId = "[PERSON_1]",
            AdditionalProperties = new() { ["p"] = "[PERSON_1]" },
            RawRepresentation = "r",
        };

        ChatResponseUpdate restored = restorer.Process(update);

        Assert.Equal("[PERSON_1] [P", update.Text);
        Assert.Equal(("Name1 ", "[PERSON_1]", "[PERSON_1]"), (restored.Text, restored.MessageId, restored.AdditionalProperties!["p"]));
        Assert.Null(restored.RawRepresentation);
        Assert.Null(restored.Contents[0].RawRepresentation);
        Assert.Same(usage, restored.Contents[1]);
    }

    [Fact]
    public async Task Process_LongAnswerWithoutPlaceholders_AllocatesNothing()
    {
        using RedactionMap map = Redacting.Persons(3);
        var restorer = new StreamingRestorer(new(), map, null);
        var update = new ChatResponseUpdate(ChatRole.Assistant, string.Concat(Enumerable.Repeat("Well (so it is): see [1] and <b>x</b>. ", 2_500)));

        Assert.Equal(0, await Allocations.OfCallAsync(() => restorer.Process(update)));
    }
}
