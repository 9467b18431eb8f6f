using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>The suite of every local client over the native library, in builds that have it.</summary>
public sealed class NativeContractTests : LocalChatClientContract
{
    protected override string Folder => DemoFolder.Path;

    protected override IChatClient CreateClient(string folder) => new GenAIChatClient(new GenAIChatClientOptions { ModelPath = folder });
}
