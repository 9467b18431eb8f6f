using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.LocalModels.Tests;

public sealed class PieceChannelTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    [Fact]
    public async Task Take_SeveralAreReady_GivesTheFirstByItselfAndTheOthersAsOne()
    {
        PieceChannel pieces = Write(joins: true);

        Assert.Equal("a", await ReadAsync(pieces));
        Assert.True(await pieces.WaitAsync());
        GeneratedPiece piece = pieces.Take();

        Assert.Equal(("bc", 3, (ChatFinishReason?)ChatFinishReason.Stop), (piece.Text, piece.OutputTokens, piece.FinishReason));
        Assert.Equal([2, 3], piece.LogProbabilities!.Select(entry => entry.Id));
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
        var pieces = Create(joins: true);
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
        var pieces = Create(joins: true);
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
        var pieces = Create(joins: true);
        pieces.Write(new GeneratedPiece("a", 1));
        pieces.Complete(new InvalidOperationException("broken"));

        Assert.True(await pieces.WaitAsync());
        Assert.Equal("a", pieces.Take().Text);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pieces.WaitAsync());
    }

    [Fact]
    public async Task Write_PiecesWithinTheInterval_GivesThemWithTheNextOneAfterIt()
    {
        var time = new FakeTimeProvider();
        var pieces = new PieceChannel(joins: true, Interval, time);

        pieces.Write(new GeneratedPiece("a", 1));
        string first = await ReadAsync(pieces);
        time.Advance(Interval / 2);
        pieces.Write(new GeneratedPiece("b", 2));
        ValueTask<bool> ready = pieces.WaitAsync();
        Assert.False(ready.IsCompleted);
        time.Advance(Interval / 2);
        pieces.Write(new GeneratedPiece("c", 3));

        Assert.True(await ready);
        Assert.Equal(("a", "bc"), (first, pieces.Take().Text));
    }

    [Fact]
    public async Task Write_ThePieceWithTheReasonWithinTheInterval_DoesNotWait()
    {
        var pieces = new PieceChannel(joins: true, Interval, new FakeTimeProvider());
        pieces.Write(new GeneratedPiece("a", 1));
        string first = await ReadAsync(pieces);

        pieces.Write(new GeneratedPiece("b", 2));
        pieces.Write(new GeneratedPiece("", 3, ChatFinishReason.Length));

        Assert.True(await pieces.WaitAsync());
        GeneratedPiece last = pieces.Take();
        Assert.Equal(("a", "b", 3, ChatFinishReason.Length), (first, last.Text, last.OutputTokens, last.FinishReason));
    }

    [Fact]
    public async Task Write_OneByOneIsWanted_DoesNotWaitForTheInterval()
    {
        var pieces = new PieceChannel(joins: false, Interval, new FakeTimeProvider());

        foreach (string text in (string[])["a", "b", "c"])
        {
            pieces.Write(new GeneratedPiece(text, 1));
            Assert.Equal(text, await ReadAsync(pieces));
        }
    }

    [Fact]
    public async Task Flush_PiecesAreHeldBack_GivesThem()
    {
        var pieces = new PieceChannel(joins: true, Interval, new FakeTimeProvider());
        pieces.Write(new GeneratedPiece("a", 1));
        await ReadAsync(pieces);
        pieces.Write(new GeneratedPiece("b", 2));
        pieces.Write(new GeneratedPiece("c", 3));

        pieces.Flush();
        pieces.Flush();

        Assert.Equal("bc", await ReadAsync(pieces));
        Assert.False(pieces.WaitAsync().IsCompleted);
    }

    [Fact]
    public async Task Complete_FailureWhilePiecesAreHeldBack_GivesThemFirst()
    {
        var pieces = new PieceChannel(joins: true, Interval, new FakeTimeProvider());
        pieces.Write(new GeneratedPiece("a", 1));
        await ReadAsync(pieces);
        pieces.Write(new GeneratedPiece("b", 2));

        pieces.Complete(new InvalidOperationException("broken"));

        Assert.Equal("b", await ReadAsync(pieces));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pieces.WaitAsync());
    }

    [Fact]
    public async Task Take_LongAfterThePieces_TellsWhenTheyWereGenerated()
    {
        var time = new FakeTimeProvider();
        long start = time.GetTimestamp();
        PieceChannel pieces = new(joins: true, Interval, time);
        pieces.Write(new GeneratedPiece("", 1));
        time.Advance(TimeSpan.FromSeconds(2));
        pieces.Write(new GeneratedPiece("ab", 2));
        time.Advance(TimeSpan.FromSeconds(3));
        pieces.Write(new GeneratedPiece("c", 3, ChatFinishReason.Stop));
        time.Advance(TimeSpan.FromHours(1));

        await ReadAsync(pieces);
        Assert.True(await pieces.WaitAsync());
        TokenTimes times = pieces.Take().Times;

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(5)), (time.GetElapsedTime(start, times.First), time.GetElapsedTime(start, times.Last)));
    }

    [Fact]
    public void Write_AnyPiecesAtAnyTimes_LosesNothingAndKeepsTheOrder() =>
        Gen.Select(Gen.Int[0, 40].Array[1, 30], Gen.Int[0, 30]).Sample((pauses, interval) =>
        {
            var time = new FakeTimeProvider();
            var pieces = new PieceChannel(joins: true, TimeSpan.FromMilliseconds(interval), time);
            for (int i = 0; i < pauses.Length; i++)
            {
                time.Advance(TimeSpan.FromMilliseconds(pauses[i]));
                pieces.Write(new GeneratedPiece($"<{i}>", i, LogProbabilities: [new(i, "", -1)]));
            }

            pieces.Complete(null);
            GeneratedPiece all = ReadAll(pieces);
            Assert.Equal(string.Concat(pauses.Select((_, i) => $"<{i}>")), all.Text);
            Assert.Equal(Enumerable.Range(0, pauses.Length), all.LogProbabilities!.Select(entry => entry.Id));
        });

    private static async Task<string> ReadAsync(PieceChannel pieces)
    {
        Assert.True(await pieces.WaitAsync());
        return pieces.Take().Text;
    }

    private static GeneratedPiece ReadAll(PieceChannel pieces)
    {
        var all = new PieceJoiner();
        while (pieces.WaitAsync() is { IsCompleted: true, Result: true })
        {
            all.Add(pieces.Take());
        }

        Assert.True(all.TryTake(out GeneratedPiece piece));
        return piece;
    }

    private static PieceChannel Create(bool joins) => new(joins, TimeSpan.Zero, TimeProvider.System);

    private static PieceChannel Write(bool joins)
    {
        var pieces = Create(joins);
        pieces.Write(new GeneratedPiece("a", 1, LogProbabilities: [new(1, "a", -1)]));
        pieces.Write(new GeneratedPiece("b", 2, LogProbabilities: [new(2, "b", -1)]));
        pieces.Write(new GeneratedPiece("c", 3, ChatFinishReason.Stop, LogProbabilities: [new(3, "c", -1)]));
        pieces.Complete(null);
        return pieces;
    }
}
