using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class SessionOptionsFactoryTests
{
    [Theory]
    [InlineData("{}", null, null)]
    [InlineData("""{ "intra_op_num_threads": 3 }""", null, 3)]
    [InlineData("""{ "intra_op_num_threads": 3 }""", 2, 2)]
    public void Create_Threads_AreTheApplicationsOrTheFoldersOrTheCoresOfTheProcess(string session, int? wanted, int? expected)
    {
        using var folder = new ToyFolder(config: $$"""{ "model": { "decoder": { "session_options": {{session}} } } }""");

        using SessionOptions options = SessionOptionsFactory.Create(ModelFolder.Open(folder.Path).Config, new EngineSettings(wanted));

        // ProcessorCount knows of affinity and of a container's quota.
        Assert.Equal(expected ?? Environment.ProcessorCount, options.IntraOpNumThreads);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Create_Spinning_IsAcceptedByTheRuntime(bool spins)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));

        using DecoderModel model = DecoderModel.Load(
            ModelFolder.Open(folder.Path), new EngineSettings(IntraOpThreads: 2, AllowSpinning: spins), CancellationToken.None);

        Assert.NotEmpty(model.Session.InputNames);
    }
}
