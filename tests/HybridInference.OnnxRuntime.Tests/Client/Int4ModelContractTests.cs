using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class Int4ModelContractTests : LocalChatClientContract
{
    protected override string Folder => ModelFolders.Require("tiny-gqa-int4");

    protected override IChatClient CreateClient(string folder) => new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder });
}
