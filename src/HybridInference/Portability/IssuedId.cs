using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Tells by what the content of an answer is bound to the target that issued it.</summary>
internal static class IssuedId
{
    /// <summary>Returns the id, or the encrypted reasoning itself; <see langword="null"/> for content that means the same everywhere.</summary>
    public static string? Of(AIContent content) => content switch
    {
        TextContent => null,
        TextReasoningContent reasoning => reasoning.ProtectedData,
        ToolCallContent call => call.CallId,
        ToolResultContent result => result.CallId,
        HostedFileContent file => file.FileId,
        HostedVectorStoreContent store => store.VectorStoreId,
        InputRequestContent request => request.RequestId,
        _ => null,
    };
}
