using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class DemoModelContractTests : LocalChatClientContract
{
    protected override string Folder => ModelFolders.Require(ModelFolders.Demo);

    protected override IChatClient CreateClient(string folder) => new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder });
}
