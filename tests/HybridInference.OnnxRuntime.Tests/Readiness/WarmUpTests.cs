using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static HybridInference.OnnxRuntime.Tests.ReadinessTests;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class WarmUpTests : IDisposable
{
    private readonly string _calibrations = Path.Combine(Path.GetTempPath(), $"hybrid-calibration-{Guid.NewGuid():N}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_calibrations))
        {
            Directory.Delete(_calibrations, recursive: true);
        }
    }

    [Fact]
    public async Task WarmUpAsync_RealModel_IsReadyAndPredicts()
    {
        using var client = new OnnxChatClient(new() { ModelPath = ModelFolders.Require(ModelFolders.Demo) });
        Assert.Null(State(client).Predict(100, 20));
        var states = new StateRecorder();

        await client.WarmUpAsync(states, Cancel);

        Assert.Equal([ReadinessState.Loading, ReadinessState.Ready], states.States);
        TimePrediction prediction = State(client).Predict(100, 20)!.Value;
        Assert.InRange(prediction.TimeToFirstToken, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30));
        Assert.True(prediction.TotalTime > prediction.TimeToFirstToken);
        Assert.True(State(client).Predict(500, 20)!.Value.TimeToFirstToken > State(client).Predict(5, 20)!.Value.TimeToFirstToken);
    }

    [Fact]
    public async Task WarmUpAsync_ShortContext_MeasuresWhatFits()
    {
        using var folder = new ToyFolder(config: """{ "model": { "context_length": 60 }, "search": { "max_length": 60 } }""");
        using OnnxChatClient client = folder.CreateClient();

        await client.WarmUpAsync(cancellationToken: Cancel);

        Assert.NotNull(State(client).Predict(20, 10));
    }

    [Fact]
    public async Task WarmUpAsync_CalibrationFolder_IsUsedAgain()
    {
        using var folder = new ToyFolder();
        await WarmUpAsync(folder);
        string file = Assert.Single(Directory.GetFiles(_calibrations));
        JsonNode record = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancel))!;
        record["prefill"] = Sums(seconds: 77);
        await File.WriteAllTextAsync(file, record.ToJsonString(), Cancel);

        ITargetState state = await WarmUpAsync(folder);

        // The client is disposed, so that the time of its load is added.
        Assert.InRange(state.Predict(10, 1)!.Value.TimeToFirstToken.TotalSeconds, 77, 87);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("content")]
    [InlineData("values")]
    [InlineData("model")]
    public async Task WarmUpAsync_SomethingChanged_MeasuresAnew(string change)
    {
        using var folder = new ToyFolder();
        await WarmUpAsync(folder);
        string file = Assert.Single(Directory.GetFiles(_calibrations));
        JsonNode record = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancel))!;
        record["prefill"] = Sums(seconds: change == "values" ? -1 : 77);
        record["key"] = change == "key" ? "another device" : record["key"]!.GetValue<string>();
        string text = record.ToJsonString();
        await File.WriteAllTextAsync(file, change == "content" ? text[..(text.Length / 2)] : text, Cancel);
        if (change == "model")
        {
            File.SetLastWriteTimeUtc(folder.File("model.onnx"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        ITargetState state = await WarmUpAsync(folder);

        Assert.InRange(state.Predict(10, 1)!.Value.TimeToFirstToken.TotalSeconds, 0, 30);
    }

    [Fact]
    public async Task WarmUpAsync_CalibrationFolderCannotBeMade_StillWarmsUp()
    {
        using var folder = new ToyFolder();
        using OnnxChatClient client = folder.CreateClient(options => options.CalibrationFolder = Path.Combine(folder.File("model.onnx"), "x"));

        await client.WarmUpAsync(cancellationToken: Cancel);

        Assert.NotNull(State(client).Predict(10, 1));
    }

    [Fact]
    public async Task Learn_RealCalls_UpdateThePrediction()
    {
        using var client = new OnnxChatClient(new() { ModelPath = ModelFolders.Require(ModelFolders.Demo) });
        await client.LoadAsync(Cancel);

        await client.GetResponseAsync("Hello", new() { MaxOutputTokens = 8 }, Cancel);

        Assert.NotNull(State(client).Predict(10, 8));
    }

    [Fact]
    public async Task AddOnnxWarmUp_HostStarts_WarmsUpInTheBackground()
    {
        using var folder = new ToyFolder();
        await using ServiceProvider provider = CreateProvider(folder.Path);
        IHostedService service = Assert.Single(provider.GetServices<IHostedService>(), candidate => candidate is BackgroundService);

        await service.StartAsync(Cancel);
        await ((BackgroundService)service).ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(1), Cancel);

        ITargetState state = provider.GetRequiredKeyedService<IChatClient>("local").GetRequiredService<ITargetState>();
        Assert.Equal(ReadinessState.Ready, state.Readiness.State);
        Assert.NotNull(state.Predict(10, 1));
    }

    [Fact]
    public async Task AddOnnxWarmUp_NoFolder_DoesNotStopTheHost()
    {
        await using ServiceProvider provider = CreateProvider(Path.Combine(_calibrations, "none"));
        var service = (BackgroundService)provider.GetServices<IHostedService>().Single(candidate => candidate is BackgroundService);

        await service.StartAsync(Cancel);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(1), Cancel);

        Assert.True(service.ExecuteTask.IsCompletedSuccessfully);
    }

    private static JsonObject Sums(double seconds) => new()
    {
        ["weight"] = 1,
        ["tokens"] = 10,
        ["squaredTokens"] = 100,
        ["seconds"] = seconds,
        ["tokenSeconds"] = 10 * seconds,
    };

    private static ServiceProvider CreateProvider(string path)
    {
        var services = new ServiceCollection();
        services.AddOnnxChatClient("local", options => options.ModelPath = path);
        services.AddOnnxWarmUp("local");
        return services.BuildServiceProvider();
    }

    private async Task<ITargetState> WarmUpAsync(ToyFolder folder)
    {
        using OnnxChatClient client = folder.CreateClient(options => options.CalibrationFolder = _calibrations);
        await client.WarmUpAsync(cancellationToken: Cancel);
        return State(client);
    }
}
