using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class PieceChannelTests
{
    [Fact]
    public async Task Take_SeveralAreReady_GivesThemAsOne()
    {
        PieceChannel pieces = Write(joins: true);

        Assert.True(await pieces.WaitAsync());
        GeneratedPiece piece = pieces.Take();

        Assert.Equal(("abc", 3, (ChatFinishReason?)ChatFinishReason.Stop), (piece.Text, piece.OutputTokens, piece.FinishReason));
        Assert.Equal([1, 2], piece.LogProbabilities!.Select(entry => entry.Id));
        Assert.False(await pieces.WaitAsync());
    }

    [Fact]
    public async Task Take_OneByOneIsWanted_GivesEachByItself()
    {
        PieceChannel pieces = Write(joins: false);
        List<string> texts = [];

        while (await pieces.WaitAsync())
        {
            texts.Add(pieces.Take().Text);
        }

        Assert.Equal(["a", "b", "c"], texts);
    }

    [Fact]
    public async Task Wait_ReaderIsThereFirst_GivesEachPieceAsItComes()
    {
        var pieces = new PieceChannel(joins: true);
        foreach (string text in (string[])["a", "b"])
        {
            ValueTask<bool> ready = pieces.WaitAsync();
            Assert.False(ready.IsCompleted);
            pieces.Write(new GeneratedPiece(text, 1));
            Assert.True(await ready);
            Assert.Equal(text, pieces.Take().Text);
        }
    }

    [Fact]
    public async Task Take_ReaderWasThereAndThenLate_GivesTheFirstByItselfAndTheOthersAsOne()
    {
        var pieces = new PieceChannel(joins: true);
        ValueTask<bool> ready = pieces.WaitAsync();
        Array.ForEach(["a", "b", "c"], text => pieces.Write(new GeneratedPiece(text, 1)));

        Assert.True(await ready);
        Assert.Equal("a", pieces.Take().Text);
        Assert.True(await pieces.WaitAsync());
        Assert.Equal("bc", pieces.Take().Text);
    }

    [Fact]
    public async Task Wait_CompletedWithAFailure_ThrowsAfterTheLastPiece()
    {
        var pieces = new PieceChannel(joins: true);
        pieces.Write(new GeneratedPiece("a", 1));
        pieces.Complete(new InvalidOperationException("broken"));

        Assert.True(await pieces.WaitAsync());
        Assert.Equal("a", pieces.Take().Text);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pieces.WaitAsync());
    }

    private static PieceChannel Write(bool joins)
    {
        var pieces = new PieceChannel(joins);
        pieces.Write(new GeneratedPiece("a", 1, LogProbabilities: [new(1, "a", -1)]));
        pieces.Write(new GeneratedPiece("b", 2));
        pieces.Write(new GeneratedPiece("c", 3, ChatFinishReason.Stop, LogProbabilities: [new(2, "c", -1)]));
        pieces.Complete(null);
        return pieces;
    }
}
