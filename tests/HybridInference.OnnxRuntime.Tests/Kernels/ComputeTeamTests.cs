using System.Runtime.CompilerServices;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class ComputeTeamTests
{
    private const int MaxParts = 300;

    private static readonly FakeTimeProvider Time = new();

    [Fact]
    public void Run_ManySections_DoesEachPartOnce() => Gen.Select(Gen.Int[1, 9], Gen.Int[1, MaxParts].Array[1, 50]).Sample(
        (threads, sections) =>
        {
            using var team = new ComputeTeam(threads);
            Assert.True(team.TryEnter());
            int[] counts = new int[MaxParts];
            for (int i = 0; i < sections.Length; i++)
            {
                Run(team, counts, sections[i]);
            }

            team.Leave();
            Assert.Equal(Enumerable.Range(0, MaxParts).Select(part => sections.Count(parts => part < parts)), counts);
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Run_HelpersComeLate_DoesEachPartOnce()
    {
        using var team = new ComputeTeam(4);
        int[] counts = new int[3];
        for (int run = 1; run <= 3000; run++)
        {
            Assert.True(team.TryEnter());
            Run(team, counts, 3);
            team.Leave();
            Assert.All(counts, count => Assert.Equal(run, count));
        }
    }

    [Fact]
    public unsafe void Run_PartsWaitForEachOther_HelpersTakeThem()
    {
        // Each part waits until all have begun, so that it takes as many threads.
        using var team = new ComputeTeam(3);
        int begun = 0;
        Assert.True(team.TryEnter());

        while (begun < 3)
        {
            begun = 0;
            team.Run(&BeginAndWait, 3, Unsafe.AsPointer(ref begun));
        }

        team.Leave();
        Assert.Equal(3, begun);
    }

    [Fact]
    public unsafe void Run_HelperOftenKeepsTheLeaderWaiting_LeaderWorksAloneForAWhile()
    {
        using var team = new ComputeTeam(2, Time);
        int* counts = stackalloc int[] { Environment.CurrentManagedThreadId, 0, 0 };
        Assert.True(team.TryEnter());
        foreach (int timeAlone in (int[])[40, 160, 640, 1280])
        {
            while (!team.IsAlone())
            {
                team.Run(&KeepWaiting, 2, counts);
            }

            Time.Advance(TimeSpan.FromMilliseconds(timeAlone));
            (counts[1], counts[2]) = (0, 0);
            team.Run(&KeepWaiting, 8, counts);
            Assert.Equal((8, 0), (counts[1], counts[2]));
            Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.False(team.IsAlone());
        }

        team.Leave();
    }

    [Fact]
    public unsafe void Run_HelperKeepsTheLeaderWaitingNowAndThen_LeaderGoesOnWithIt()
    {
        using var team = new ComputeTeam(2, Time);
        int* counts = stackalloc int[] { Environment.CurrentManagedThreadId, 0, 0 };
        Assert.True(team.TryEnter());
        for (int waits = 1; waits <= 10; waits++)
        {
            while (counts[2] < waits)
            {
                team.Run(&KeepWaiting, 2, counts);
            }

            Assert.False(team.IsAlone());
            Time.Advance(TimeSpan.FromMilliseconds(16));
        }

        team.Leave();
    }

    [Fact]
    public void Leave_HelpersDidNothingInALongRun_LeaderWorksAloneForAWhile()
    {
        using var team = new ComputeTeam(2, Time);
        while (!team.IsAlone())
        {
            // Nobody is woken for a single part, and who waits for parts soon sleeps.
            Assert.True(team.TryEnter());
            Run(team, new int[1], 1);
            Time.Advance(TimeSpan.FromMilliseconds(2));
            team.Leave();
        }

        Time.Advance(TimeSpan.FromMilliseconds(41));
        Assert.False(team.IsAlone());
    }

    [Fact]
    public unsafe void Leave_HelpersDidTheirShareOrRunWasShort_LeaderIsNotAlone()
    {
        using var team = new ComputeTeam(3, Time);
        int begun = 0;
        while (begun < 3)
        {
            begun = 0;
            Assert.True(team.TryEnter());
            team.Run(&BeginAndWait, 3, Unsafe.AsPointer(ref begun));
            Time.Advance(TimeSpan.FromMilliseconds(begun == 3 ? 2 : 0));
            team.Leave();
        }

        Assert.False(team.IsAlone());
    }

    [Fact]
    public void TryEnter_IsLedByAnother_GivesFalse()
    {
        using var team = new ComputeTeam(2);
        using var other = new ComputeTeam(2);
        Assert.True(team.TryEnter());
        Assert.Same(team, ComputeTeam.Current);

        bool enters = OnAnotherThread(team.TryEnter);
        bool isCurrent = OnAnotherThread(() => ComputeTeam.Current is not null);
        bool entersTwo = other.TryEnter();
        team.Leave();

        Assert.False(enters);
        Assert.False(isCurrent);
        Assert.False(entersTwo);
        Assert.Null(ComputeTeam.Current);
        Assert.True(OnAnotherThread(() => EnterAndLeave(team)));
    }

    [Fact]
    public async Task Run_SeveralTeamsAtOnce_DoEachPartOnce() =>
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Run_HelpersComeLate_DoesEachPartOnce, TestContext.Current.CancellationToken)));

    [Fact]
    public void Dispose_WhileIdle_LeavesTheLeaderAlone()
    {
        var team = new ComputeTeam(3);
        int[] counts = new int[20];
        Assert.True(team.TryEnter());
        Run(team, counts, 20);
        team.Leave();

        team.Dispose();
        team.Dispose();
        Assert.True(team.TryEnter());
        Run(team, counts, 20);
        team.Leave();

        Assert.All(counts, count => Assert.Equal(2, count));
    }

    private static unsafe void Run(ComputeTeam team, int[] counts, int parts)
    {
        fixed (int* place = counts)
        {
            team.Run(&Count, parts, place);
        }
    }

    private static unsafe void Count(void* counts, int part) => Interlocked.Increment(ref ((int*)counts)[part]);

    private static unsafe void BeginAndWait(void* begun, int part)
    {
        Interlocked.Increment(ref *(int*)begun);
        SpinWait.SpinUntil(() => Volatile.Read(ref *(int*)begun) == 3, TimeSpan.FromMilliseconds(20));
    }

    /// <summary>Counts the leader's parts and the helper's, which take long enough that the leader waits.</summary>
    private static unsafe void KeepWaiting(void* counts, int part)
    {
        if (Environment.CurrentManagedThreadId == *(int*)counts)
        {
            ((int*)counts)[1]++;
            return;
        }

        ((int*)counts)[2]++;
        SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(20));
        Time.Advance(TimeSpan.FromMilliseconds(2));
    }

    private static bool EnterAndLeave(ComputeTeam team)
    {
        bool enters = team.TryEnter();
        team.Leave();
        return enters;
    }

    private static bool OnAnotherThread(Func<bool> function)
    {
        bool result = false;
        var thread = new Thread(() => result = function());
        thread.Start();
        thread.Join();
        return result;
    }
}
