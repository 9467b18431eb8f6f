using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>What a streamed token costs. Alone in the process, as what other tests allocate would be counted too.</summary>
[Collection(nameof(OnnxChatClientAllocationTests))]
[CollectionDefinition(nameof(OnnxChatClientAllocationTests), DisableParallelization = true)]
public sealed class OnnxChatClientAllocationTests
{
    private const int Tokens = 400;
    private const int Rounds = 8;

    /// <summary>What is allowed for each token beside the updates: its text by itself and within a longer one, and its share of the request.</summary>
    private const int BytesOfToken = 56;

    [Fact]
    public async Task Stream_EachTokenAnUpdate_AllocatesTheUpdatesOnly()
    {
        using ToyFolder folder = Folder();
        using var client = new OnnxChatClient(new() { ModelPath = folder.Path, UpdateInterval = TimeSpan.Zero });

        // The best of several, as the runtime allocates too while it compiles.
        long fewest = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            StreamCost cost = await MeasureAsync(client, isLate: false);
            fewest = Math.Min(fewest, (cost.Bytes - (cost.Updates * BytesOfUpdate())) / cost.Tokens);
        }

        Assert.InRange(fewest, 0, BytesOfToken);
    }

    [Fact]
    public async Task Stream_TokensFasterThanTheInterval_AllocatesAtMost200BytesForEach()
    {
        using ToyFolder folder = Folder();
        using OnnxChatClient client = folder.CreateClient();
        await MeasureAsync(client, isLate: false);

        StreamCost cost = await MeasureAsync(client, isLate: false);

        Assert.InRange(cost.Updates, 2, cost.Tokens / 2);
        Assert.InRange((double)cost.Bytes / cost.Tokens, 0, 200);
    }

    [Fact]
    public async Task Stream_ReaderComesLate_GetsWhatIsReadyInOneUpdate()
    {
        using ToyFolder folder = Folder();
        using OnnxChatClient client = folder.CreateClient();

        StreamCost cost = await MeasureAsync(client, isLate: true);

        Assert.Equal(1, cost.Updates);
        Assert.InRange((double)cost.Bytes / cost.Tokens, 0, 200);
    }

    /// <summary>Makes a copy of the demo model whose answers do not end before they are long enough.</summary>
    private static ToyFolder Folder()
    {
        var folder = new ToyFolder();
        foreach (string file in Directory.GetFiles(ModelFolders.Require(ModelFolders.Demo)))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)), overwrite: true);
        }

        string config = File.ReadAllText(folder.File("genai_config.json"));
        folder.Write("genai_config.json", config.Replace("\"min_length\": 0", $"\"min_length\": {Tokens}", StringComparison.Ordinal));
        return folder;
    }

    /// <summary>Measures what comes after the first update.</summary>
    private static async Task<StreamCost> MeasureAsync(OnnxChatClient client, bool isLate)
    {
        await using IAsyncEnumerator<ChatResponseUpdate> updates = await client.StartAsync();
        while (isLate && client.QueueLength > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }

        var cost = new StreamCost();
        long start = GC.GetTotalAllocatedBytes(precise: true);
        while (await updates.MoveNextAsync())
        {
            cost.Updates++;
            cost.Tokens = updates.Current.Contents is [.., UsageContent usage] ? usage.Details.OutputTokenCount ?? 0 : 0;
        }

        cost.Bytes = GC.GetTotalAllocatedBytes(precise: true) - start;
        Assert.InRange(cost.Tokens, Tokens, int.MaxValue);
        return cost;
    }

    /// <summary>The objects of Microsoft.Extensions.AI for an update with a text: 144 bytes, 64 of the list, and 48.</summary>
    private static long BytesOfUpdate()
    {
        long fewest = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(new ChatResponseUpdate { Contents = new List<AIContent>(1) { new TextContent("text") } });
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - start);
        }

        return fewest;
    }

    private sealed class StreamCost
    {
        public int Updates { get; set; }

        public long Tokens { get; set; }

        public long Bytes { get; set; }
    }
}
