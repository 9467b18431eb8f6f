using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>The suite of every local client over a scripted generator, so that it runs where the native library is not served.</summary>
public sealed class ScriptedContractTests : LocalChatClientContract
{
    protected override string Folder => DemoFolder.Path;

    protected override IChatClient CreateClient(string folder) =>
        new GenAIChatClient(new GenAIChatClientOptions { ModelPath = folder }, (model, _) => ScriptedModel.Load(model));
}
