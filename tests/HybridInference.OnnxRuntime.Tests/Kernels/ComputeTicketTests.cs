using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class ComputeTicketTests
{
    [Fact]
    public void NextOf_LeaderAndHelpersInAnyOrder_TakeEachPartOnce()
    {
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 9], Gen.Bool.Array[50]).Sample((parts, threads, turns) =>
        {
            long ticket = ComputeTicket.Create(parts);
            var taken = new List<int>();
            foreach (bool isLeader in turns)
            {
                long side = isLeader ? ComputeTicket.Leader : ComputeTicket.Helper;
                int part = ComputeTicket.NextOf(ticket, side, threads);
                Assert.Equal(part >= 0, ComputeTicket.HasParts(ticket));
                ticket += side;
                taken.AddRange(part < 0 ? [] : [part]);
            }

            Assert.Equal(Enumerable.Range(0, parts), taken.Order());
        });
    }

    [Fact]
    public void NextOf_ShareOfALeaderAndOfAHelper_GoUpwards()
    {
        long ticket = ComputeTicket.Create(8);

        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(i => ComputeTicket.NextOf(ticket + (i * ComputeTicket.Leader), ComputeTicket.Leader, threads: 2)));
        Assert.Equal([4, 5, 6, 7], Enumerable.Range(0, 4).Select(i => ComputeTicket.NextOf(ticket + (i * ComputeTicket.Helper), ComputeTicket.Helper, threads: 2)));
    }
}
