using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>A client over a scripted model with the folder of the demo model.</summary>
internal sealed class ScriptedClient : IDisposable
{
    private readonly Action<ScriptedModel>? _change;

    /// <param name="configure">Changes the options.</param>
    /// <param name="change">Changes each model that is loaded.</param>
    /// <param name="timeProvider">Tells the time.</param>
    public ScriptedClient(Action<GenAIChatClientOptions>? configure = null, Action<ScriptedModel>? change = null, TimeProvider? timeProvider = null)
    {
        _change = change;
        var options = new GenAIChatClientOptions { ModelPath = DemoFolder.Path };
        configure?.Invoke(options);
        Client = new GenAIChatClient(options, Load, loggerFactory: null, timeProvider);
    }

    public GenAIChatClient Client { get; }

    /// <summary>Gets the models that were loaded, the latest last.</summary>
    public List<ScriptedModel> Models { get; } = [];

    public ScriptedModel Model => Models[^1];

    public ScriptedGenerator Generator => Model.Generators[^1];

    public Task<ChatResponse> AskAsync(bool streaming, ChatOptions? options = null, string question = "Hello!") =>
        Client.SendAsync(streaming, question, options, TestContext.Current.CancellationToken);

    public Task<ChatResponse> AskAsync(bool streaming, IEnumerable<ChatMessage> messages, ChatOptions? options = null) =>
        Client.SendAsync(streaming, messages, options, TestContext.Current.CancellationToken);

    public void Dispose() => Client.Dispose();

    private ScriptedModel Load(ModelFolder folder, string? executionProvider)
    {
        ScriptedModel model = ScriptedModel.Load(folder);
        _change?.Invoke(model);
        Models.Add(model);
        return model;
    }
}
